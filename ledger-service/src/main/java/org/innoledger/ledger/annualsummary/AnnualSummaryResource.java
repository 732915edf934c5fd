package org.innoledger.ledger.annualsummary;

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
import java.time.YearMonth;
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
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.annualsummary.AnnualSummary.AnnualSummaryFacts;
import org.innoledger.ledger.annualsummary.AnnualSummary.AnnualSummaryState;
import org.innoledger.ledger.indicator.Indicators;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AnnualSummaryResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "年度总结",
        en = "annual summary",
        plural = "annual summaries",
        about =
                "市、省年度工作总结，市 1 月 10 日、省 1 月 25 日前报送 Yearly summaries, due from cities by 10 January and from the province by 25 January")
public class AnnualSummaryResource {
    static final String PATH = "/v1/annual-summaries";

    private final Register<AnnualSummaryFacts> annualSummaries;
    private final Caller.Current caller;
    private final Indicators indicators;
    private final Clock clock;

    AnnualSummaryResource(Registers registers, Caller.Current caller, Indicators indicators, Clock clock) {
        this.annualSummaries = registers.of(AnnualSummary.class, PATH);
        this.caller = caller;
        this.indicators = indicators;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "逾期报送的：late=true。Those that came late: late=true.")
    public RestResponse<Page<Filed<AnnualSummaryFacts>>> list(@BeanParam Listing listing) {
        return annualSummaries.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<AnnualSummaryFacts>> read(String id) {
        return annualSummaries.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "初始为 DRAFT。It begins as DRAFT.")
    public RestResponse<Filed<AnnualSummaryFacts>> file(AnnualSummaryFacts facts, @BeanParam Conditions on) {
        return annualSummaries.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "仅草稿与被退回的可以修改。Only drafts and returned ones can change.")
    public RestResponse<Filed<AnnualSummaryFacts>> put(String id, AnnualSummaryFacts facts, @BeanParam Conditions on) {
        return annualSummaries.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AnnualSummaryFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return annualSummaries.patch(id, patch, on);
    }

    @POST
    @Path("{id}/submission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "报送年度总结 Submit a summary",
            description =
                    "DRAFT、RETURNED → SUBMITTED；本年 12 月指标随之固定；是否逾期按首次报送日判定。The indicators of December are frozen into it; whether it is late is decided by the day of the first submission.")
    public RestResponse<Filed<AnnualSummaryFacts>> submit(String id, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return annualSummaries.amend("submitted", id, on, (writing, draft) -> {
            var summary = draft.advance(AnnualSummaryState.SUBMITTED);
            var december = Month.of(YearMonth.of(summary.facts().year(), 12));
            var figures = writing.query(session -> indicators.of(session, summary.region(), december));
            return summary.with(summary.facts().submitted(today, figures));
        });
    }

    @POST
    @Path("{id}/acceptance")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "采纳年度总结 Accept a summary",
            description =
                    "由上级办理（市的由省）；SUBMITTED → ACCEPTED，此后不变。By the level above (the province for a city); afterwards it does not change.")
    public RestResponse<Filed<AnnualSummaryFacts>> accept(String id, @BeanParam Conditions on) {
        return annualSummaries.amend("accepted", id, on, summary -> {
            caller.get().mustCoverAbove(summary.region());
            return summary.advance(AnnualSummaryState.ACCEPTED);
        });
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "returnAnnualSummary",
            summary = "退回年度总结 Return a summary with the reason",
            description = "由上级办理；SUBMITTED → RETURNED，修改后再次报送。By the level above; it is amended and submitted again.")
    public RestResponse<Filed<AnnualSummaryFacts>> giveBack(String id, Reason reason, @BeanParam Conditions on) {
        return annualSummaries.amend("returned", id, reason, on, summary -> {
            caller.get().mustCoverAbove(summary.region());
            return summary.advance(AnnualSummaryState.RETURNED);
        });
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "仅限草稿与被退回的。Drafts and returned ones only.")
    public RestResponse<Filed<AnnualSummaryFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return annualSummaries.withdraw(id, reason, on, summary -> {
            AnnualSummary.mustBeOpen(summary);
            return summary;
        });
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<AnnualSummaryFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return annualSummaries.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return annualSummaries.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return annualSummaries.imports(body, on);
    }
}
