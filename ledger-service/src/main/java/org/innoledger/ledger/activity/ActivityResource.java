package org.innoledger.ledger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.kit.time.Days;
import org.innoledger.ledger.activity.Activity.ActivityFacts;
import org.innoledger.ledger.activity.Activity.ActivityState;
import org.innoledger.ledger.activity.Activity.Verification;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ActivityResource.PATH)
@RunOnVirtualThread
@Noun(zh = "创新活动", en = "activity", plural = "activities", about = "创新活动台账 The ledger of innovation activities itself")
public class ActivityResource {
    static final String PATH = "/v1/activities";

    private final Register<ActivityFacts> activities;
    private final Clock clock;

    ActivityResource(Registers registers, Clock clock) {
        this.activities = registers.of(Activity.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<ActivityFacts>>> list(@BeanParam Listing listing) {
        return activities.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ActivityFacts>> read(String id) {
        return activities.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ActivityFacts>> file(ActivityFacts facts, @BeanParam Conditions on) {
        return activities.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ActivityFacts>> put(String id, ActivityFacts facts, @BeanParam Conditions on) {
        return activities.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ActivityFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return activities.patch(id, patch, on);
    }

    @POST
    @Path("{id}/verification")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "核实创新活动 Verify an activity",
            description = "FILED 已填报 → VERIFIED 已核实；计入类型的活动使企业成为 ACTIVE 已开展。"
                    + "An activity of a qualifying kind makes its enterprise ACTIVE.")
    public RestResponse<Filed<ActivityFacts>> verify(String id, Verification verification, @BeanParam Conditions on) {
        return activities.amend("verified", id, verification, on, activity -> verified(activity, verification));
    }

    @POST
    @Path("verifications")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "verifyActivities",
            summary = "批量核实创新活动 Verify many activities",
            description =
                    "每行 {\"id\": …, \"verifiedOn\": …}，至多 10,000 行；逐行给出结果。One such object a line, at most 10,000; a result for each.")
    public Imports.Imported verifyMany(InputStream body, @BeanParam Conditions on) {
        return activities.amendEach("verified", body, Verification.class, on, this::verified);
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "returnActivity",
            summary = "退回创新活动 Return an activity with a reason",
            description =
                    "FILED 或 VERIFIED → RETURNED 已退回；支撑销号的活动不能退回。" + "One that carries a close-out cannot be returned.")
    public RestResponse<Filed<ActivityFacts>> giveBack(String id, Reason reason, @BeanParam Conditions on) {
        return activities.amend("returned", id, reason, on, activity -> {
            var next = activity.advance(ActivityState.RETURNED);
            return next.with(next.facts().verified(null));
        });
    }

    @POST
    @Path("{id}/resubmission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "重新提交被退回的创新活动 File a returned activity again",
            description = "RETURNED → FILED；先用 PUT 或 PATCH 改正。Mend it first with PUT or PATCH.")
    public RestResponse<Filed<ActivityFacts>> resubmit(String id, @BeanParam Conditions on) {
        return activities.amend("resubmitted", id, on, activity -> activity.advance(ActivityState.FILED));
    }

    private Filed<ActivityFacts> verified(Filed<ActivityFacts> activity, Verification verification) {
        var today = LocalDate.now(clock);
        var on = Days.since(activity.facts().startedOn(), "/on", verification.on(), today);
        return activity.advance(ActivityState.VERIFIED).with(activity.facts().verified(on));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ActivityFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return activities.withdraw(id, reason, on, EnumSet.of(ActivityState.FILED, ActivityState.RETURNED));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ActivityFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return activities.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return activities.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return activities.imports(body, on);
    }
}
