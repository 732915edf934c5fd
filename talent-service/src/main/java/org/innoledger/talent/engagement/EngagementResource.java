package org.innoledger.talent.engagement;

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
import org.innoledger.talent.engagement.Engagement.Ending;
import org.innoledger.talent.engagement.Engagement.EngagementFacts;
import org.innoledger.talent.engagement.Engagement.Withdrawal;
import org.jboss.resteasy.reactive.RestResponse;

@Path(EngagementResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "柔性引才",
        en = "engagement",
        about = "院士专家工作站、兼职兼薪、候鸟式、双休日专家等 Talents who work for an enterprise or a platform without belonging there")
public class EngagementResource {
    static final String PATH = "/v1/engagements";

    private final Register<EngagementFacts> engagements;
    private final Clock clock;

    EngagementResource(Registers registers, Clock clock) {
        this.engagements = registers.of(Engagement.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<EngagementFacts>>> list(@BeanParam Listing listing) {
        return engagements.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<EngagementFacts>> read(String id) {
        return engagements.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "归属用人单位所在区划；用人单位尚未登记的先归报送方并加提示，登记后自动归位。同一人才以同一方式在同一单位的聘期重叠的答 409，并指出已有的聘期。It belongs to the region of its host; while that is not known yet, to whoever filed it, with a remark. One that overlaps another of the same talent, kind and host is answered 409 with the period in the way.")
    public RestResponse<Filed<EngagementFacts>> file(EngagementFacts facts, @BeanParam Conditions on) {
        return engagements.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<EngagementFacts>> put(String id, EngagementFacts facts, @BeanParam Conditions on) {
        return engagements.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<EngagementFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return engagements.patch(id, patch, on);
    }

    @POST
    @Path("{id}/ending")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "终止聘任 End an engagement",
            description =
                    "聘期未定或尚未届满的，止日提前至 until 并说明原因。One that is open or has not run out ends on that day, with a reason.")
    public RestResponse<Filed<EngagementFacts>> end(String id, Ending ending, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return engagements.amend("ended", id, ending, on, engagement -> ending.of(engagement, today));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "聘期随之空出。The period is free again.")
    public RestResponse<Filed<EngagementFacts>> withdraw(String id, Withdrawal withdrawal, @BeanParam Conditions on) {
        return engagements.withdraw(id, withdrawal, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<EngagementFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return engagements.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return engagements.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return engagements.imports(body, on);
    }
}
