package org.innoledger.ledger.annualsummary;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.annualsummary.AnnualSummary.AnnualSummaryFacts;
import org.innoledger.ledger.annualsummary.AnnualSummary.AnnualSummaryState;
import org.innoledger.ledger.indicator.Indicators;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AnnualSummaryResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Annual summaries 年度总结",
        description =
                "市、省年度工作总结，市 1 月 10 日、省 1 月 25 日前报送 Yearly summaries, due from cities by 10 January and from the province by 25 January")
public class AnnualSummaryResource {
    static final String PATH = "/v1/annual-summaries";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Caller.Current caller;
    private final Indicators indicators;
    private final Clock clock;

    AnnualSummaryResource(
            Journal journal,
            Validation validation,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Caller.Current caller,
            Indicators indicators,
            Clock clock) {
        this.journal = journal;
        this.validation = validation;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.caller = caller;
        this.indicators = indicators;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listAnnualSummaries",
            summary = "年度总结列表 List annual summaries",
            description = "在调用方区划范围内。逾期报送的：late=true。Within the caller's regions. Those that came late: late=true.")
    public RestResponse<Page<Filed<AnnualSummaryFacts>>> list(@BeanParam Listing listing) {
        return lists.list(AnnualSummary.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readAnnualSummary", summary = "读取年度总结 Read an annual summary")
    public RestResponse<Filed<AnnualSummaryFacts>> read(String id) {
        return Answers.read(journal.read(AnnualSummary.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileAnnualSummary",
            summary = "登记年度总结，编号由系统生成 File an annual summary under an id that the server chooses",
            description = "初始为 DRAFT。It begins as DRAFT.")
    public RestResponse<Filed<AnnualSummaryFacts>> file(AnnualSummaryFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(AnnualSummary.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putAnnualSummary",
            summary = "登记或替换年度总结 File an annual summary or replace its facts",
            description =
                    "仅草稿与被退回的可以修改；内容相同则不产生新版本。Only drafts and returned ones can change; the same facts again change nothing.")
    public RestResponse<Filed<AnnualSummaryFacts>> put(
            String id, AnnualSummaryFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(AnnualSummary.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchAnnualSummary",
            summary = "局部修改年度总结 Change some facts of an annual summary",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<AnnualSummaryFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(AnnualSummary.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/submission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "submitAnnualSummary",
            summary = "报送年度总结 Submit a summary",
            description =
                    "DRAFT、RETURNED → SUBMITTED；本年 12 月指标随之固定；是否逾期按首次报送日判定。The indicators of December are frozen into it; whether it is late is decided by the day of the first submission.")
    public RestResponse<Filed<AnnualSummaryFacts>> submit(String id, @BeanParam Conditions conditions) {
        var kind = Kind.of(AnnualSummary.class);
        var when = conditions.on();
        var today = LocalDate.now(clock);
        return Answers.written(
                PATH,
                journal.writing(
                        when,
                        journal.outcomeOf(kind),
                        writing -> Journal.one(writing, kind, kind.id(id), when, present -> {
                            var summary = Journal.existing(AnnualSummary.class, id, present)
                                    .advance(AnnualSummaryState.SUBMITTED);
                            var december = Month.of(YearMonth.of(summary.facts().year(), 12));
                            var figures = writing.query(session -> indicators.of(session, summary.region(), december));
                            return Change.of(
                                    "submitted", summary.with(summary.facts().submitted(today, figures)));
                        })));
    }

    @POST
    @Path("{id}/acceptance")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "acceptAnnualSummary",
            summary = "采纳年度总结 Accept a summary",
            description =
                    "由上级办理（市的由省）；SUBMITTED → ACCEPTED，此后不变。By the level above (the province for a city); afterwards it does not change.")
    public RestResponse<Filed<AnnualSummaryFacts>> accept(String id, @BeanParam Conditions conditions) {
        return Answers.written(PATH, journal.amend("accepted", AnnualSummary.class, id, conditions.on(), summary -> {
            caller.get().mustCoverAbove(summary.region());
            return summary.advance(AnnualSummaryState.ACCEPTED);
        }));
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "returnAnnualSummary",
            summary = "退回年度总结 Return a summary with the reason",
            description = "由上级办理；SUBMITTED → RETURNED，修改后再次报送。By the level above; it is amended and submitted again.")
    public RestResponse<Filed<AnnualSummaryFacts>> giveBack(
            String id, Reason reason, @BeanParam Conditions conditions) {
        validation.body(reason);
        return Answers.written(PATH, journal.write(AnnualSummary.class, id, conditions.on(reason), present -> {
            var summary = Journal.existing(AnnualSummary.class, id, present);
            caller.get().mustCoverAbove(summary.region());
            return new Change<>("returned", summary.advance(AnnualSummaryState.RETURNED), reason.reason(), false);
        }));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawAnnualSummary",
            summary = "撤销年度总结 Withdraw a summary",
            description = "仅限草稿与被退回的；此后读取答 410，历史仍可查。Drafts and returned ones only. Afterwards 410; the history stays.")
    public RestResponse<Filed<AnnualSummaryFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        validation.body(reason);
        return Answers.written(PATH, journal.write(AnnualSummary.class, id, conditions.on(reason), present -> {
            var summary = Journal.existing(AnnualSummary.class, id, present);
            AnnualSummary.mustBeOpen(summary);
            return new Change<>("withdrawn", summary, reason.reason(), true);
        }));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readAnnualSummaryHistory",
            summary = "年度总结的历次变更 Every version of an annual summary, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(AnnualSummary.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importAnnualSummaries",
            summary = "批量导入年度总结 Import many annual summaries",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(AnnualSummary.class, body, Text.language(language), conditions::on);
    }
}
