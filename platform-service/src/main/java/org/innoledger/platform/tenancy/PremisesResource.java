package org.innoledger.platform.tenancy;

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
import org.innoledger.platform.tenancy.Premises.PremisesFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PremisesResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Tenancies 入驻",
        description = "在孵企业与入驻团队，及其场地 Tenants of incubators, parks and pilot bases, and their premises")
@Noun(zh = "场地", en = "premises", plural = "premises")
public class PremisesResource {
    static final String PATH = "/v1/premises";

    private final Register<PremisesFacts> premises;

    PremisesResource(Registers registers) {
        this.premises = registers.of(Premises.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<PremisesFacts>>> list(@BeanParam Listing listing) {
        return premises.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<PremisesFacts>> read(String id) {
        return premises.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "归属平台所在区划，每平台一项；不能低于在驻已用的面积。They belong to the region of their platform, one record for each; never less than what tenants use.")
    public RestResponse<Filed<PremisesFacts>> file(PremisesFacts facts, @BeanParam Conditions on) {
        return premises.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PremisesFacts>> put(String id, PremisesFacts facts, @BeanParam Conditions on) {
        return premises.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PremisesFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return premises.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "入驻面积不再受限。Tenancies are bounded no more.")
    public RestResponse<Filed<PremisesFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return premises.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PremisesFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return premises.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return premises.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return premises.imports(body, on);
    }
}
