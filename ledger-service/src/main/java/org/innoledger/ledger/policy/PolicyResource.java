package org.innoledger.ledger.policy;

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
import org.innoledger.kit.register.Relocation;
import org.innoledger.ledger.policy.Policy.PolicyFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PolicyResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "政策",
        en = "policy",
        plural = "policies",
        about = "政策汇编与政策菜单 The collection of policies, and what each enterprise may claim")
public class PolicyResource {
    static final String PATH = "/v1/policies";

    private final Register<PolicyFacts> policies;

    PolicyResource(Registers registers) {
        this.policies = registers.of(Policy.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "并含上级的。Those of the levels above too.")
    public RestResponse<Page<Filed<PolicyFacts>>> list(@BeanParam Listing listing) {
        return policies.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<PolicyFacts>> read(String id) {
        return policies.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "下级可读取上级登记的政策。Those below read what those above have filed.")
    public RestResponse<Filed<PolicyFacts>> file(PolicyFacts facts, @BeanParam Conditions on) {
        return policies.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PolicyFacts>> put(String id, PolicyFacts facts, @BeanParam Conditions on) {
        return policies.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PolicyFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return policies.patch(id, patch, on);
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PolicyFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(policies, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "用于误登；已废止的政策修改 validTo。For one filed by mistake; one no longer in force gets a validTo.")
    public RestResponse<Filed<PolicyFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return policies.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PolicyFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return policies.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return policies.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return policies.imports(body, on);
    }
}
