package org.innoledger.talent.incentive;

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
import org.innoledger.talent.incentive.Incentive.IncentiveFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(IncentiveResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "激励",
        en = "incentive",
        about = "股权、分红与薪酬激励 Equity, dividends and pay by which people share in what they make")
public class IncentiveResource {
    static final String PATH = "/v1/incentives";

    private final Register<IncentiveFacts> incentives;

    IncentiveResource(Registers registers) {
        this.incentives = registers.of(Incentive.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<IncentiveFacts>>> list(@BeanParam Listing listing) {
        return incentives.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<IncentiveFacts>> read(String id) {
        return incentives.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "随企业所属区划；列出的人员须为可见的人才。It belongs to the region of the enterprise; people who are listed must be talents that the caller can see.")
    public RestResponse<Filed<IncentiveFacts>> file(IncentiveFacts facts, @BeanParam Conditions on) {
        return incentives.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<IncentiveFacts>> put(String id, IncentiveFacts facts, @BeanParam Conditions on) {
        return incentives.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<IncentiveFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return incentives.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<IncentiveFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return incentives.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<IncentiveFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return incentives.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return incentives.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return incentives.imports(body, on);
    }
}
