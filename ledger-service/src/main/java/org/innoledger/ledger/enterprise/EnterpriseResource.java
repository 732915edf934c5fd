package org.innoledger.ledger.enterprise;

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
import org.innoledger.kit.register.Relocation;
import org.innoledger.ledger.coverage.CoverageState;
import org.innoledger.ledger.enterprise.Enterprise.EnterpriseFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(EnterpriseResource.PATH)
@RunOnVirtualThread
@Noun(zh = "企业", en = "enterprise", about = "规模以上工业企业名录 The roster of industrial enterprises above designated size")
public class EnterpriseResource {
    static final String PATH = "/v1/enterprises";

    private final Register<EnterpriseFacts> enterprises;

    EnterpriseResource(Registers registers) {
        this.enterprises = registers.of(Enterprise.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<EnterpriseFacts>>> list(@BeanParam Listing listing) {
        return enterprises.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<EnterpriseFacts>> read(String id) {
        return enterprises.read(id);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<EnterpriseFacts>> put(String id, EnterpriseFacts facts, @BeanParam Conditions on) {
        return enterprises.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<EnterpriseFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return enterprises.patch(id, patch, on);
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(description = "挂在企业名下的记录随之迁移。What hangs on the enterprise moves with it.")
    public RestResponse<Filed<EnterpriseFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(enterprises, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "用于误登；仅未开展或已对接的企业可以，退规请填 aboveScaleUntil。For one filed by mistake, while nothing has been done with it; one that leaves the roster has aboveScaleUntil.")
    public RestResponse<Filed<EnterpriseFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return enterprises.withdraw(id, reason, on, EnumSet.of(CoverageState.NOT_STARTED, CoverageState.ASSIGNED));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<EnterpriseFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return enterprises.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return enterprises.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return enterprises.imports(body, on);
    }
}
