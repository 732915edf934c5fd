package org.innoledger.ledger.benefit;

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
import org.innoledger.ledger.benefit.Benefit.BenefitFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(BenefitResource.PATH)
@RunOnVirtualThread
@Noun(zh = "政策兑现", en = "benefit", about = "企业享受政策的情况 What enterprises have had of policies")
public class BenefitResource {
    static final String PATH = "/v1/benefits";

    private final Register<BenefitFacts> benefits;

    BenefitResource(Registers registers) {
        this.benefits = registers.of(Benefit.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<BenefitFacts>>> list(@BeanParam Listing listing) {
        return benefits.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<BenefitFacts>> read(String id) {
        return benefits.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "政策须存在且可见；归属企业所在区划；企业须已登记。It belongs to the region of its enterprise, which must be registered.")
    public RestResponse<Filed<BenefitFacts>> file(BenefitFacts facts, @BeanParam Conditions on) {
        return benefits.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<BenefitFacts>> put(String id, BenefitFacts facts, @BeanParam Conditions on) {
        return benefits.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<BenefitFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return benefits.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<BenefitFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return benefits.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<BenefitFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return benefits.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return benefits.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return benefits.imports(body, on);
    }
}
