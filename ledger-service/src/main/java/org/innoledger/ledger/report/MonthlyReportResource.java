package org.innoledger.ledger.report;

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
import java.util.EnumSet;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.ledger.coverage.Coverage;
import org.innoledger.ledger.report.LateList.LateReports;
import org.innoledger.ledger.report.MonthlyReport.Acceptance;
import org.innoledger.ledger.report.MonthlyReport.MonthlyReportFacts;
import org.innoledger.ledger.report.MonthlyReport.MonthlyReportState;
import org.innoledger.ledger.report.MonthlyReport.Submission;
import org.innoledger.ledger.report.ReportRecomputation.Recomputed;
import org.jboss.resteasy.reactive.RestResponse;

@Path(MonthlyReportResource.PATH)
@RunOnVirtualThread
@Tag(name = "Monthly reports 月报", description = "县、市、省逐级月报 From county to city to province, month by month")
public class MonthlyReportResource {
    static final String PATH = "/v1/monthly-reports";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Submissions submissions;
    private final LateList lateReports;
    private final ReportRecomputation recomputation;
    private final Coverage coverage;

    MonthlyReportResource(
            Journal journal,
            Validation validation,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Submissions submissions,
            LateList lateReports,
            ReportRecomputation recomputation,
            Coverage coverage) {
        this.journal = journal;
        this.validation = validation;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.submissions = submissions;
        this.lateReports = lateReports;
        this.recomputation = recomputation;
        this.coverage = coverage;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listMonthlyReports",
            summary = "月报列表 List monthly reports",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<MonthlyReportFacts>>> list(@BeanParam Listing listing) {
        return lists.list(MonthlyReport.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readMonthlyReport", summary = "读取月报 Read a monthly report")
    public RestResponse<Filed<MonthlyReportFacts>> read(String id) {
        return Answers.read(journal.read(MonthlyReport.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileMonthlyReport",
            summary = "登记月报，编号由系统生成 File a monthly report under an id that the server chooses")
    public RestResponse<Filed<MonthlyReportFacts>> file(MonthlyReportFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(MonthlyReport.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putMonthlyReport",
            summary = "登记或替换月报 File a monthly report or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<MonthlyReportFacts>> put(
            String id, MonthlyReportFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(MonthlyReport.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchMonthlyReport",
            summary = "局部修改月报 Change some facts of a monthly report",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<MonthlyReportFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(MonthlyReport.class, id, patch, conditions.on(patch)));
    }

    @GET
    @Path("late")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listLateReports",
            summary = "逾期与未报清单 Reports of a month that are late or missing",
            description = "截止时间之前为空。Empty before the deadline.")
    public LateReports late(
            @QueryParam("month")
                    @Parameter(description = "月份，缺省为上月 Month; the last one where it is absent", example = "2026-10")
                    String month) {
        return lateReports.of(month);
    }

    @POST
    @Path("{id}/submission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "submitMonthlyReport",
            summary = "提交月报 Submit a report: its figures are computed and frozen",
            description =
                    "DRAFT、RETURNED → SUBMITTED。市、省提交前下级须已审核通过，或在 without 中列明。"
                            + "A city or the province submits when those below are accepted, or names in `without` those that it goes without.")
    public RestResponse<Filed<MonthlyReportFacts>> submit(
            String id, Submission submission, @BeanParam Conditions conditions) {
        validation.body(submission);
        coverage.catchUp();
        return step(
                id,
                conditions.on(submission),
                "submitted",
                null,
                (writing, report) -> submissions.submitted(writing, report, submission));
    }

    @POST
    @Path("submissions")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "submitMonthlyReports",
            summary = "批量提交月报 Submit many reports",
            description =
                    "每行 {\"id\": …, \"without\": […], \"submittedAt\": …}；逐行给出结果。One such object a line; a result for each.")
    public Imports.Imported submitMany(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        coverage.catchUp();
        return imports.verbs(
                MonthlyReport.class,
                body,
                Text.language(language),
                conditions::on,
                "submitted",
                Submission.class,
                submissions::submitted);
    }

    @POST
    @Path("{id}/acceptance")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "acceptMonthlyReport",
            summary = "审核通过月报，由上级办理 Accept a report, by the office above",
            description = "SUBMITTED → ACCEPTED")
    public RestResponse<Filed<MonthlyReportFacts>> accept(
            String id, Acceptance acceptance, @BeanParam Conditions conditions) {
        validation.body(acceptance);
        return step(
                id,
                conditions.on(acceptance),
                "accepted",
                acceptance.note(),
                (writing, report) -> submissions.judged(writing, report, MonthlyReportState.ACCEPTED));
    }

    @POST
    @Path("acceptances")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "acceptMonthlyReports",
            summary = "批量审核通过月报 Accept many reports",
            description = "每行 {\"id\": …}；逐行给出结果。One such object a line; a result for each.")
    public Imports.Imported acceptMany(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.verbs(
                MonthlyReport.class,
                body,
                Text.language(language),
                conditions::on,
                "accepted",
                Acceptance.class,
                (writing, report, acceptance) -> submissions.judged(writing, report, MonthlyReportState.ACCEPTED));
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "returnMonthlyReport",
            summary = "退回月报并说明原因，由上级办理 Return a report with a reason, by the office above",
            description = "SUBMITTED、ACCEPTED → RETURNED；改后再次提交为新版本。Submitted again it is a new version.")
    public RestResponse<Filed<MonthlyReportFacts>> giveBack(
            String id, Reason reason, @BeanParam Conditions conditions) {
        validation.body(reason);
        return step(
                id,
                conditions.on(reason),
                "returned",
                reason.reason(),
                (writing, report) -> submissions.judged(writing, report, MonthlyReportState.RETURNED));
    }

    @POST
    @Path("{id}/closing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "closeMonth",
            summary = "省封账 Close the month, by the province",
            description =
                    "省级月报 SUBMITTED → CLOSED；此后该月月报不再变化，补登计为更正并列入下期简报。"
                            + "No report of the month changes afterwards; what is filed for it is a correction, told in the next bulletin.")
    public RestResponse<Filed<MonthlyReportFacts>> close(String id, @BeanParam Conditions conditions) {
        return step(id, conditions.on(), "closed", null, (writing, report) -> submissions.closed(writing, report));
    }

    @GET
    @Path("{id}/recomputation")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "recomputeMonthlyReport",
            summary = "按流水重算月报 Compute the frozen figures again from the journal",
            description =
                    "从流水起点重算到各部分所据位置，逐项比对。From position 0 up to the position of each part, compared figure by figure.")
    public Recomputed recompute(String id) {
        return recomputation.of(journal.read(MonthlyReport.class, id));
    }

    private RestResponse<Filed<MonthlyReportFacts>> step(
            String id,
            When when,
            String verb,
            String reason,
            BiFunction<Writing, Filed<MonthlyReportFacts>, Filed<MonthlyReportFacts>> rule) {
        var kind = Kind.<MonthlyReportFacts>of(MonthlyReport.class);
        Outcome<MonthlyReportFacts> outcome = journal.writing(
                when,
                journal.outcomeOf(kind),
                writing -> Journal.one(writing, kind, kind.id(id), when, present -> {
                    var report = Journal.existing(MonthlyReport.class, id, present);
                    return new Change<>(verb, rule.apply(writing, report), reason, false);
                }));
        return Answers.written(PATH, outcome);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawMonthlyReport",
            summary = "撤回月报 Withdraw a monthly report that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<MonthlyReportFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(
                        MonthlyReport.class,
                        id,
                        reason,
                        conditions.on(reason),
                        EnumSet.of(MonthlyReportState.DRAFT, MonthlyReportState.RETURNED)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readMonthlyReportHistory",
            summary = "月报的历次变更 Every version of a monthly report, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(MonthlyReport.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importMonthlyReports",
            summary = "批量导入月报 Import many monthly reports",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。"
                            + "One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(MonthlyReport.class, body, Text.language(language), conditions::on);
    }
}
