package org.innoledger.platform.sharedresource;

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
import org.innoledger.platform.sharedresource.SharedResource.SharedResourceFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(SharedResourceResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Shared resources 开放共享",
        description = "平台开放共享的仪器设备与服务，及其预约 Instruments and services that platforms share, and their bookings")
@Noun(zh = "共享资源", en = "shared resource")
public class SharedResourceResource {
    static final String PATH = "/v1/shared-resources";

    private final Register<SharedResourceFacts> sharedResources;

    SharedResourceResource(Registers registers) {
        this.sharedResources = registers.of(SharedResource.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<SharedResourceFacts>>> list(@BeanParam Listing listing) {
        return sharedResources.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<SharedResourceFacts>> read(String id) {
        return sharedResources.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "归属平台所在区划，随平台迁移。It belongs to the division of its platform and moves with it.")
    public RestResponse<Filed<SharedResourceFacts>> file(SharedResourceFacts facts, @BeanParam Conditions on) {
        return sharedResources.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SharedResourceFacts>> put(
            String id, SharedResourceFacts facts, @BeanParam Conditions on) {
        return sharedResources.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SharedResourceFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return sharedResources.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SharedResourceFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return sharedResources.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<SharedResourceFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return sharedResources.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return sharedResources.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return sharedResources.imports(body, on);
    }
}
