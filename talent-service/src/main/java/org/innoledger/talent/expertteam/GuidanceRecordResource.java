package org.innoledger.talent.expertteam;

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
import org.innoledger.talent.expertteam.GuidanceRecord.GuidanceRecordFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(GuidanceRecordResource.PATH)
@RunOnVirtualThread
@Noun(zh = "指导记录", en = "guidance record", about = "专家团队对企业的指导 What expert teams did for enterprises")
public class GuidanceRecordResource {
    static final String PATH = "/v1/guidance-records";

    private final Register<GuidanceRecordFacts> guidanceRecords;

    GuidanceRecordResource(Registers registers) {
        this.guidanceRecords = registers.of(GuidanceRecord.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<GuidanceRecordFacts>>> list(@BeanParam Listing listing) {
        return guidanceRecords.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<GuidanceRecordFacts>> read(String id) {
        return guidanceRecords.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "团队须可读且指导该企业，否则 409；专家须为团队成员。The team must be one that the caller can read and that guides the enterprise, else 409; the experts are members of it.")
    public RestResponse<Filed<GuidanceRecordFacts>> file(GuidanceRecordFacts facts, @BeanParam Conditions on) {
        return guidanceRecords.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<GuidanceRecordFacts>> put(
            String id, GuidanceRecordFacts facts, @BeanParam Conditions on) {
        return guidanceRecords.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<GuidanceRecordFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return guidanceRecords.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<GuidanceRecordFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return guidanceRecords.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<GuidanceRecordFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return guidanceRecords.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return guidanceRecords.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return guidanceRecords.imports(body, on);
    }
}
