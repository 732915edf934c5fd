package org.innoledger.ledger.report;

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
import java.util.EnumSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
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
@Noun(zh = "月报", en = "monthly report", about = "县、市、省逐级月报 From county to city to province, month by month")
public class MonthlyReportResource {
    static final String PATH = "/v1/monthly-reports";

    private final Register<MonthlyReportFacts> monthlyReports;
    private final Journal journal;
    private final Submissions submissions;
    private final LateList lateReports;
    private final ReportRecomputation recomputation;
    private final Coverage coverage;

    MonthlyReportResource(
            Registers registers,
            Journal journal,
            Submissions submissions,
            LateList lateReports,
            ReportRecomputation recomputation,
            Coverage coverage) {
        this.monthlyReports = registers.of(MonthlyReport.class, PATH);
        this.journal = journal;
        this.submissions = submissions;
        this.lateReports = lateReports;
        this.recomputation = recomputation;
        this.coverage = coverage;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<MonthlyReportFacts>>> list(@BeanParam Listing listing) {
        return monthlyReports.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<MonthlyReportFacts>> read(String id) {
        return monthlyReports.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<MonthlyReportFacts>> file(MonthlyReportFacts facts, @BeanParam Conditions on) {
        return monthlyReports.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<MonthlyReportFacts>> put(String id, MonthlyReportFacts facts, @BeanParam Conditions on) {
        return monthlyReports.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<MonthlyReportFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return monthlyReports.patch(id, patch, on);
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
            summary = "提交月报 Submit a report: its figures are computed and frozen",
            description =
                    "DRAFT、RETURNED → SUBMITTED。市、省提交前下级须已审核通过，或在 without 中列明。"
                            + "A city or the province submits when those below are accepted, or names in `without` those that it goes without.")
    public RestResponse<Filed<MonthlyReportFacts>> submit(String id, Submission submission, @BeanParam Conditions on) {
        coverage.catchUp();
        return monthlyReports.amend(
                "submitted",
                id,
                submission,
                on,
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
    public Imports.Imported submitMany(InputStream body, @BeanParam Conditions on) {
        coverage.catchUp();
        return monthlyReports.amendEach("submitted", body, Submission.class, on, submissions::submitted);
    }

    @POST
    @Path("{id}/acceptance")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(summary = "审核通过月报，由上级办理 Accept a report, by the office above", description = "SUBMITTED → ACCEPTED")
    public RestResponse<Filed<MonthlyReportFacts>> accept(String id, Acceptance acceptance, @BeanParam Conditions on) {
        return monthlyReports.amend(
                "accepted",
                id,
                acceptance,
                on,
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
    public Imports.Imported acceptMany(InputStream body, @BeanParam Conditions on) {
        return monthlyReports.amendEach(
                "accepted",
                body,
                Acceptance.class,
                on,
                (writing, report, acceptance) -> submissions.judged(writing, report, MonthlyReportState.ACCEPTED));
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "returnMonthlyReport",
            summary = "退回月报并说明原因，由上级办理 Return a report with a reason, by the office above",
            description = "SUBMITTED、ACCEPTED → RETURNED；改后再次提交为新版本。Submitted again it is a new version.")
    public RestResponse<Filed<MonthlyReportFacts>> giveBack(String id, Reason reason, @BeanParam Conditions on) {
        return monthlyReports.amend(
                "returned",
                id,
                reason,
                on,
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
    public RestResponse<Filed<MonthlyReportFacts>> close(String id, @BeanParam Conditions on) {
        return monthlyReports.amend("closed", id, on, submissions::closed);
    }

    @GET
    @Path("{id}/recomputation")
    @RolesAllowed(Caller.READER)
    @Operation(
            summary = "按流水重算月报 Compute the frozen figures again from the journal",
            description =
                    "从流水起点重算到各部分所据位置，逐项比对。From position 0 up to the position of each part, compared figure by figure.")
    public Recomputed recompute(String id) {
        return recomputation.of(journal.read(MonthlyReport.class, id));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<MonthlyReportFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return monthlyReports.withdraw(
                id, reason, on, EnumSet.of(MonthlyReportState.DRAFT, MonthlyReportState.RETURNED));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<MonthlyReportFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return monthlyReports.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return monthlyReports.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return monthlyReports.imports(body, on);
    }
}
