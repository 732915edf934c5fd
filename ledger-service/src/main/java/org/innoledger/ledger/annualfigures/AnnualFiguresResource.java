package org.innoledger.ledger.annualfigures;

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
import org.innoledger.ledger.annualfigures.AnnualFigures.AnnualFiguresFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AnnualFiguresResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "年度数据",
        en = "annual figures",
        plural = "annual figures",
        about = "企业各年度的收入、研发与人员数据 What the books and statistics of an enterprise say of one year")
public class AnnualFiguresResource {
    static final String PATH = "/v1/annual-figures";

    private final Register<AnnualFiguresFacts> annualFigures;

    AnnualFiguresResource(Registers registers) {
        this.annualFigures = registers.of(AnnualFigures.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<AnnualFiguresFacts>>> list(@BeanParam Listing listing) {
        return annualFigures.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<AnnualFiguresFacts>> read(String id) {
        return annualFigures.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "每企业每年度一份。One for each enterprise and year. 归属企业所在区划；企业须已登记。It belongs to the region of its enterprise, which must be registered.")
    public RestResponse<Filed<AnnualFiguresFacts>> file(AnnualFiguresFacts facts, @BeanParam Conditions on) {
        return annualFigures.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AnnualFiguresFacts>> put(String id, AnnualFiguresFacts facts, @BeanParam Conditions on) {
        return annualFigures.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AnnualFiguresFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return annualFigures.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "该企业该年度可重新登记。The enterprise may file that year again.")
    public RestResponse<Filed<AnnualFiguresFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return annualFigures.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<AnnualFiguresFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return annualFigures.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return annualFigures.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return annualFigures.imports(body, on);
    }
}
