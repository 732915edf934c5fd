package org.innoledger.ledger.financing;

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
import org.innoledger.ledger.financing.Financing.FinancingFacts;
import org.innoledger.ledger.financing.Financing.Grant;
import org.innoledger.ledger.financing.Financing.Listed;
import org.innoledger.ledger.financing.Financing.Refusal;
import org.innoledger.ledger.financing.Financing.Repayment;
import org.jboss.resteasy.reactive.RestResponse;

@Path(FinancingResource.PATH)
@RunOnVirtualThread
@Tag(name = "Financings 产融对接", description = "产融对接：贷款、股权、基金与挂牌上市 Loans, stakes, funds and listings of enterprises")
@Noun(zh = "融资", en = "financing")
public class FinancingResource {
    static final String PATH = "/v1/financings";

    private final Register<FinancingFacts> financings;
    private final Clock clock;

    FinancingResource(Registers registers, Clock clock) {
        this.financings = registers.of(Financing.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<FinancingFacts>>> list(@BeanParam Listing listing) {
        return financings.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<FinancingFacts>> read(String id) {
        return financings.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "初始状态由日期决定：有 refusedOn 为 REFUSED，listedOn 为 LISTED，repaidOn 为 REPAID，grantedOn 为 GRANTED，否则为 APPLIED。The dates decide in which state it begins; without any but appliedOn it is APPLIED.")
    public RestResponse<Filed<FinancingFacts>> file(FinancingFacts facts, @BeanParam Conditions on) {
        return financings.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<FinancingFacts>> put(String id, FinancingFacts facts, @BeanParam Conditions on) {
        return financings.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<FinancingFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return financings.patch(id, patch, on);
    }

    @POST
    @Path("{id}/grant")
    @RolesAllowed(Caller.CLERK)
    @Operation(summary = "记录批准 Record that a financing was granted", description = "APPLIED 已申请 → GRANTED 已批准")
    public RestResponse<Filed<FinancingFacts>> grant(String id, Grant grant, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return financings.amend("granted", id, grant, on, filed -> grant.of(filed, today));
    }

    @POST
    @Path("{id}/repayment")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "记录还清 Record that a loan or fund was repaid",
            description = "GRANTED 已批准 → REPAID 已还清，用于贷款与基金。For loans and funds.")
    public RestResponse<Filed<FinancingFacts>> repay(String id, Repayment repayment, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return financings.amend("settled", id, repayment, on, filed -> repayment.of(filed, today));
    }

    @POST
    @Path("{id}/listing")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "recordFinancingListing",
            summary = "记录挂牌上市 Record that an enterprise was listed",
            description = "GRANTED 已批准 → LISTED 已挂牌，用于 LISTING。For LISTING.")
    public RestResponse<Filed<FinancingFacts>> listed(String id, Listed listing, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return financings.amend("listed", id, listing, on, filed -> listing.of(filed, today));
    }

    @POST
    @Path("{id}/refusal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "记录未获批准 Record that a financing was refused",
            description = "APPLIED 已申请 → REFUSED 未获批准，须说明原因；经办人可办：决定的是金融机构。"
                    + "With a reason. A clerk may: it is the institution that decided.")
    public RestResponse<Filed<FinancingFacts>> refuse(String id, Refusal refusal, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return financings.amend("refused", id, refusal, on, financing -> refusal.of(financing, today));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<FinancingFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return financings.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<FinancingFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return financings.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return financings.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return financings.imports(body, on);
    }
}
