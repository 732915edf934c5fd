package org.innoledger.talent.fund;

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
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.talent.fund.Fund.FundFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(FundResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "人才资金",
        en = "fund",
        about = "人才资金：各年度预算与余额 Money set aside for talents: its budgets and what is left of them")
public class FundResource {
    static final String PATH = "/v1/funds";

    private final Register<FundFacts> funds;
    private final Journal journal;
    private final Clock clock;

    FundResource(Registers registers, Journal journal, Clock clock) {
        this.funds = registers.of(Fund.class, PATH);
        this.journal = journal;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "并含上级的。Those of the levels above too.")
    public RestResponse<Page<Filed<FundFacts>>> list(@BeanParam Listing listing) {
        return funds.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<FundFacts>> read(String id) {
        return funds.read(id);
    }

    @GET
    @Path("{id}/balance")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readFundBalance",
            summary = "资金年度余额 What is left of a fund in a year",
            description = "能读取该资金的均可查询；该年度没有预算的答 404。For whoever may read the fund; 404 for a year without a budget.")
    public FundBalance balance(
            String id,
            @QueryParam("year") @Parameter(description = "年度，缺省为今年 Year, the present one by default", example = "2026")
                    Integer year) {
        return FundBalance.of(
                journal,
                Kind.of(Fund.class).id(id),
                year == null ? LocalDate.now(clock).getYear() : year);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "归属设立资金的区划；其下各级可读、可申请。It belongs to the division whose fund it is; those below read it and apply for it.")
    public RestResponse<Filed<FundFacts>> file(FundFacts facts, @BeanParam Conditions on) {
        return funds.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<FundFacts>> put(String id, FundFacts facts, @BeanParam Conditions on) {
        return funds.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<FundFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return funds.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "已有批准金额的不能撤回。Not where money has been approved.")
    public RestResponse<Filed<FundFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return funds.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<FundFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return funds.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return funds.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return funds.imports(body, on);
    }
}
