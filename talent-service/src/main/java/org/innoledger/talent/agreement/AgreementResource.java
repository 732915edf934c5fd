package org.innoledger.talent.agreement;

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
import org.innoledger.talent.agreement.Agreement.AgreementFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AgreementResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "合作协议",
        en = "agreement",
        about = "与高校、院所的合作协议及共建基地 Agreements with universities and institutes, and their bases")
public class AgreementResource {
    static final String PATH = "/v1/agreements";

    private final Register<AgreementFacts> agreements;

    AgreementResource(Registers registers) {
        this.agreements = registers.of(Agreement.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<AgreementFacts>>> list(@BeanParam Listing listing) {
        return agreements.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<AgreementFacts>> read(String id) {
        return agreements.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "校名中的空白会去除。Blanks in the name of the school are taken out.")
    public RestResponse<Filed<AgreementFacts>> file(AgreementFacts facts, @BeanParam Conditions on) {
        return agreements.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AgreementFacts>> put(String id, AgreementFacts facts, @BeanParam Conditions on) {
        return agreements.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AgreementFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return agreements.patch(id, patch, on);
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<AgreementFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(agreements, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AgreementFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return agreements.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<AgreementFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return agreements.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return agreements.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return agreements.imports(body, on);
    }
}
