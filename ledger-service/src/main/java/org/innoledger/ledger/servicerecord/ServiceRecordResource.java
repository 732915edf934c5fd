package org.innoledger.ledger.servicerecord;

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
import org.innoledger.ledger.servicerecord.ServiceRecord.ServiceRecordFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ServiceRecordResource.PATH)
@RunOnVirtualThread
@Noun(zh = "推进服务", en = "service record", about = "工作组对企业的推进服务 What work groups did for enterprises")
public class ServiceRecordResource {
    static final String PATH = "/v1/service-records";

    private final Register<ServiceRecordFacts> serviceRecords;

    ServiceRecordResource(Registers registers) {
        this.serviceRecords = registers.of(ServiceRecord.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<ServiceRecordFacts>>> list(@BeanParam Listing listing) {
        return serviceRecords.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ServiceRecordFacts>> read(String id) {
        return serviceRecords.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "企业当日须已分派给该工作组，不能跳过步骤。The enterprise is assigned to the work group on that day: no step can be skipped.")
    public RestResponse<Filed<ServiceRecordFacts>> file(ServiceRecordFacts facts, @BeanParam Conditions on) {
        return serviceRecords.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ServiceRecordFacts>> put(String id, ServiceRecordFacts facts, @BeanParam Conditions on) {
        return serviceRecords.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ServiceRecordFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return serviceRecords.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ServiceRecordFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return serviceRecords.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ServiceRecordFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return serviceRecords.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return serviceRecords.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return serviceRecords.imports(body, on);
    }
}
