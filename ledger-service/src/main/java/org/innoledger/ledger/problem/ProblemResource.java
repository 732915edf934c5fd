package org.innoledger.ledger.problem;

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
import org.innoledger.ledger.problem.CampaignProblem.Actor;
import org.innoledger.ledger.problem.CampaignProblem.Confirmation;
import org.innoledger.ledger.problem.CampaignProblem.Dispatch;
import org.innoledger.ledger.problem.CampaignProblem.Escalation;
import org.innoledger.ledger.problem.CampaignProblem.ProblemFacts;
import org.innoledger.ledger.problem.CampaignProblem.Reopening;
import org.innoledger.ledger.problem.CampaignProblem.Resolution;
import org.innoledger.ledger.problem.CampaignProblem.Start;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ProblemResource.PATH)
@RunOnVirtualThread
@Tag(name = "Problems 问题清单", description = "企业问题：交办、办理、升级与确认 Problems of enterprises and their course")
@Noun(zh = "问题", en = "problem")
public class ProblemResource {
    static final String PATH = "/v1/problems";

    private final Register<ProblemFacts> problems;
    private final Caller.Current caller;
    private final Clock clock;

    ProblemResource(Registers registers, Caller.Current caller, Clock clock) {
        this.problems = registers.of(CampaignProblem.class, PATH);
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            description =
                    "可按 problemClass、status、responsibleBody 等筛选。Filters by problemClass, status, responsibleBody and others.")
    public RestResponse<Page<Filed<ProblemFacts>>> list(@BeanParam Listing listing) {
        return problems.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ProblemFacts>> read(String id) {
        return problems.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "初始状态为 OPEN 待处理。It begins OPEN.")
    public RestResponse<Filed<ProblemFacts>> file(ProblemFacts facts, @BeanParam Conditions on) {
        return problems.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "办理过程与解决情况不变；政府类交办后责任层级、单位与时限不变。Course and solution stay; of a dispatched GOVERNMENT problem so do level, body and due date.")
    public RestResponse<Filed<ProblemFacts>> put(String id, ProblemFacts facts, @BeanParam Conditions on) {
        return problems.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ProblemFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return problems.patch(id, patch, on);
    }

    @POST
    @Path("{id}/dispatch")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "交办 Dispatch a problem of government to a body",
            description =
                    "OPEN、ESCALATED、REOPENED → DISPATCHED；已交办的可转办其他单位或改时限，相同内容不产生新版本。A dispatched one can be handed to another body or given another due date; the same again changes nothing.")
    public RestResponse<Filed<ProblemFacts>> dispatch(String id, Dispatch dispatch, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amend("dispatched", id, dispatch, on, filed -> dispatch.to(filed, actor));
    }

    @POST
    @Path("{id}/start")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "开始办理 Begin the work on a problem",
            description =
                    "政府类：DISPATCHED、ESCALATED、REOPENED → IN_PROGRESS；企业类：OPEN、REOPENED → IN_PROGRESS。GOVERNMENT from DISPATCHED, ESCALATED or REOPENED, ENTERPRISE from OPEN or REOPENED.")
    public RestResponse<Filed<ProblemFacts>> start(String id, Start start, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amend("started", id, start, on, filed -> start.to(filed, actor));
    }

    @POST
    @Path("{id}/resolution")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "报告已解决 Report a problem as solved",
            description = "IN_PROGRESS、ESCALATED → RESOLVED；待企业所在县确认。The county of the enterprise is to confirm it.")
    public RestResponse<Filed<ProblemFacts>> resolve(String id, Resolution resolution, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amend("resolved", id, resolution, on, filed -> resolution.to(filed, actor));
    }

    @POST
    @Path("{id}/confirmation")
    @RolesAllowed({Caller.CLERK, Caller.REVIEWER})
    @Operation(
            summary = "县级确认已解决 Confirm that a problem is solved",
            description =
                    "RESOLVED → CONFIRMED，由企业所在县或其上级办理；经办人可办：所确认的是他人的办理结果。"
                            + "By the enterprise's county, or those above it. A clerk may: what is confirmed is the work of others.")
    public RestResponse<Filed<ProblemFacts>> confirm(String id, Confirmation confirmation, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amend("confirmed", id, confirmation, on, filed -> confirmation.to(filed, actor));
    }

    @POST
    @Path("{id}/reopening")
    @RolesAllowed({Caller.CLERK, Caller.REVIEWER})
    @Operation(
            summary = "重新打开 Reopen a problem that is not solved",
            description =
                    "RESOLVED、CONFIRMED → REOPENED，须说明原因；解决情况留在办理过程中；经办人可办：其代企业说明问题未解决。"
                            + "With a reason; the former solution stays in the course. A clerk may: it is the enterprise that says so.")
    public RestResponse<Filed<ProblemFacts>> reopen(String id, Reopening reopening, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amend("reopened", id, reopening, on, problem -> reopening.to(problem, actor));
    }

    @POST
    @Path("{id}/escalation")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "升级到上一级 Escalate a problem to the level above",
            description =
                    "DISPATCHED、IN_PROGRESS → ESCALATED；县升市、市升省，已在省级的不能再升。From county to city, from city to province.")
    public RestResponse<Filed<ProblemFacts>> escalate(String id, Escalation escalation, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amend("escalated", id, escalation, on, problem -> escalation.to(problem, actor));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ProblemFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return problems.withdraw(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return problems.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return problems.imports(body, on);
    }

    @POST
    @Path("dispatches")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "dispatchProblems",
            summary = "批量交办 Dispatch many problems",
            description =
                    "每行 {\"id\": …, \"responsibleLevel\": …, \"responsibleBody\": …, \"dueOn\": …}；逐行给出结果。One such object a line, as in the verb for one; a result for each.")
    public Imports.Imported dispatches(InputStream body, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amendEach(
                "dispatched", body, Dispatch.class, on, (filed, dispatch) -> dispatch.to(filed, actor));
    }

    @POST
    @Path("starts")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "startProblems",
            summary = "批量开始办理 Begin the work on many problems",
            description =
                    "每行 {\"id\": …}，可带 on、note；逐行给出结果。One such object a line, with on and note where wanted; a result for each.")
    public Imports.Imported starts(InputStream body, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amendEach("started", body, Start.class, on, (filed, start) -> start.to(filed, actor));
    }

    @POST
    @Path("resolutions")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "resolveProblems",
            summary = "批量报告已解决 Report many problems as solved",
            description = "每行 {\"id\": …, \"solution\": …}；逐行给出结果。One such object a line; a result for each.")
    public Imports.Imported resolutions(InputStream body, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amendEach(
                "resolved", body, Resolution.class, on, (filed, resolution) -> resolution.to(filed, actor));
    }

    @POST
    @Path("confirmations")
    @Consumes("application/x-ndjson")
    @RolesAllowed({Caller.CLERK, Caller.REVIEWER})
    @Operation(
            operationId = "confirmProblems",
            summary = "批量确认 Confirm many problems",
            description =
                    "每行 {\"id\": …}，可带 on、note；逐行给出结果；经办人可办。"
                            + "One such object a line, with on and note where wanted; a result for each. A clerk may, as with one.")
    public Imports.Imported confirmations(InputStream body, @BeanParam Conditions on) {
        var actor = actor();
        return problems.amendEach(
                "confirmed", body, Confirmation.class, on, (filed, confirmation) -> confirmation.to(filed, actor));
    }

    private Actor actor() {
        return new Actor(caller.get().name(), LocalDate.now(clock));
    }
}
