package org.innoledger.ledger.qualification;

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
import org.innoledger.ledger.qualification.Qualification.QualificationFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(QualificationResource.PATH)
@RunOnVirtualThread
@Noun(zh = "资质", en = "qualification", about = "企业获得的资质及有效期 What enterprises have been recognised as, and for how long")
public class QualificationResource {
    static final String PATH = "/v1/qualifications";

    private final Register<QualificationFacts> qualifications;

    QualificationResource(Registers registers) {
        this.qualifications = registers.of(Qualification.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<QualificationFacts>>> list(@BeanParam Listing listing) {
        return qualifications.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<QualificationFacts>> read(String id) {
        return qualifications.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "同一企业同类资质的有效期不能重叠。Two of one kind never overlap for one enterprise. 归属企业所在区划；企业须已登记。It belongs to the region of its enterprise, which must be registered.")
    public RestResponse<Filed<QualificationFacts>> file(QualificationFacts facts, @BeanParam Conditions on) {
        return qualifications.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<QualificationFacts>> put(String id, QualificationFacts facts, @BeanParam Conditions on) {
        return qualifications.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<QualificationFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return qualifications.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "用于误登；资质被取消的，修改 validTo。For one filed by mistake; one that was taken away gets a validTo.")
    public RestResponse<Filed<QualificationFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return qualifications.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<QualificationFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return qualifications.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return qualifications.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return qualifications.imports(body, on);
    }
}
