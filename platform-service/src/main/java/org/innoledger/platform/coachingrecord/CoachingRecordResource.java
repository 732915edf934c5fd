package org.innoledger.platform.coachingrecord;

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
import org.innoledger.platform.coachingrecord.CoachingRecord.CoachingRecordFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(CoachingRecordResource.PATH)
@RunOnVirtualThread
@Tag(name = "Coaching 辅导", description = "平台与联盟辅导企业开展创新活动 How platforms and alliances coach enterprises")
@Noun(zh = "辅导记录", en = "coaching record")
public class CoachingRecordResource {
    static final String PATH = "/v1/coaching-records";

    private final Register<CoachingRecordFacts> coachingRecords;

    CoachingRecordResource(Registers registers) {
        this.coachingRecords = registers.of(CoachingRecord.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<CoachingRecordFacts>>> list(@BeanParam Listing listing) {
        return coachingRecords.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<CoachingRecordFacts>> read(String id) {
        return coachingRecords.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "归属企业所在区划；企业尚未登记的也可先登记。It belongs to the division of the enterprise, which may not be known yet.")
    public RestResponse<Filed<CoachingRecordFacts>> file(CoachingRecordFacts facts, @BeanParam Conditions on) {
        return coachingRecords.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<CoachingRecordFacts>> put(
            String id, CoachingRecordFacts facts, @BeanParam Conditions on) {
        return coachingRecords.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<CoachingRecordFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return coachingRecords.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<CoachingRecordFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return coachingRecords.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<CoachingRecordFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return coachingRecords.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return coachingRecords.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return coachingRecords.imports(body, on);
    }
}
