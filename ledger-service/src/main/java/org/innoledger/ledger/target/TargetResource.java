package org.innoledger.ledger.target;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
import org.innoledger.ledger.target.Target.Clearing;
import org.innoledger.ledger.target.Target.Report;
import org.innoledger.ledger.target.Target.Supervision;
import org.innoledger.ledger.target.Target.TargetFacts;
import org.innoledger.ledger.target.Target.TargetState;
import org.jboss.resteasy.reactive.RestResponse;

@Path(TargetResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Targets 目标考核",
        description = "各区划与部门年度目标、督办 13710 What regions and departments are to reach in a year; supervised items 13710")
@Noun(zh = "目标", en = "target")
public class TargetResource {
    static final String PATH = "/v1/targets";

    private final Register<TargetFacts> targets;
    private final Caller.Current caller;
    private final Clock clock;

    TargetResource(Registers registers, Caller.Current caller, Clock clock) {
        this.targets = registers.of(Target.class, PATH);
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            description =
                    "并含上级的。超期督办项：status=OPEN&dueOn.lte=昨日。Those of the levels above too. Overdue items: status=OPEN&dueOn.lte=<yesterday>.")
    public RestResponse<Page<Filed<TargetFacts>>> list(@BeanParam Listing listing) {
        return targets.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<TargetFacts>> read(String id) {
        return targets.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "督办项（supervised）须带 dueOn，初始为 OPEN；否则为 UNSUPERVISED。A supervised one needs dueOn and begins OPEN; others are UNSUPERVISED.")
    public RestResponse<Filed<TargetFacts>> file(TargetFacts facts, @BeanParam Conditions on) {
        return targets.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "督办与反馈字段只由相应动词变更，所送值不计。What concerns supervision changes by its verbs only; values sent here are passed over.")
    public RestResponse<Filed<TargetFacts>> put(String id, TargetFacts facts, @BeanParam Conditions on) {
        return targets.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<TargetFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return targets.patch(id, patch, on);
    }

    @POST
    @Path("{id}/supervision")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "列入 13710 督办，或重新督办 Make a target a supervised item, or open it again",
            description =
                    "由上级办理（县由市，市由省）；→ OPEN 督办中。By the level above (the city for a county, the province for a city); → OPEN.")
    public RestResponse<Filed<TargetFacts>> supervise(String id, Supervision supervision, @BeanParam Conditions on) {
        return targets.amend("supervised", id, supervision, on, target -> {
            caller.get().mustCoverAbove(target.region());
            var facts = target.facts().supervised(supervision.dueOn());
            return target.advance(TargetState.OPEN).with(facts);
        });
    }

    @POST
    @Path("{id}/report")
    @RolesAllowed(Caller.CLERK)
    @Operation(summary = "督办反馈 Report on a supervised item", description = "OPEN 督办中 → REPORTED 已反馈")
    public RestResponse<Filed<TargetFacts>> report(String id, Report report, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return targets.amend(
                "reported",
                id,
                report,
                on,
                target ->
                        target.advance(TargetState.REPORTED).with(target.facts().reported(report.text(), today)));
    }

    @POST
    @Path("{id}/clearing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "督办销账 Settle a supervised item",
            description =
                    "由上级办理；REPORTED 已反馈 → CLEARED 已销账；不认可的用 supervision 重新督办。By the level above; REPORTED → CLEARED. One that does not suffice is opened again by `supervision`.")
    public RestResponse<Filed<TargetFacts>> clear(String id, Clearing clearing, @BeanParam Conditions on) {
        return targets.amend("cleared", id, clearing, on, target -> {
            caller.get().mustCoverAbove(target.region());
            return target.advance(TargetState.CLEARED);
        });
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "督办项由上级撤销。A supervised one by the level above.")
    public RestResponse<Filed<TargetFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return targets.withdraw(id, reason, on, this::decidedAbove);
    }

    /// What the level above supervises it takes away, and brings back, itself.
    private Filed<TargetFacts> decidedAbove(Filed<TargetFacts> target) {
        if (target.facts().supervised()) {
            caller.get().mustCoverAbove(target.region());
        }
        return target;
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<TargetFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return targets.restore(id, reason, on, this::decidedAbove);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return targets.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return targets.imports(body, on);
    }
}
