package org.innoledger.ledger.problem;

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
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.ledger.problem.Problem.Actor;
import org.innoledger.ledger.problem.Problem.Confirmation;
import org.innoledger.ledger.problem.Problem.Dispatch;
import org.innoledger.ledger.problem.Problem.Escalation;
import org.innoledger.ledger.problem.Problem.ProblemFacts;
import org.innoledger.ledger.problem.Problem.Reopening;
import org.innoledger.ledger.problem.Problem.Resolution;
import org.innoledger.ledger.problem.Problem.Start;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ProblemResource.PATH)
@RunOnVirtualThread
@Tag(name = "Problems 问题清单", description = "企业问题：交办、办理、升级与确认 Problems of enterprises and their course")
public class ProblemResource {
    static final String PATH = "/v1/problems";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Caller.Current caller;
    private final Clock clock;

    ProblemResource(
            Journal journal,
            Validation validation,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Caller.Current caller,
            Clock clock) {
        this.journal = journal;
        this.validation = validation;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listProblems",
            summary = "问题列表 List problems",
            description =
                    "在调用方区划范围内；可按 problemClass、status、responsibleBody 等筛选。Within the caller's regions; filters by problemClass, status, responsibleBody and others.")
    public RestResponse<Page<Filed<ProblemFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Problem.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readProblem", summary = "读取问题 Read a problem")
    public RestResponse<Filed<ProblemFacts>> read(String id) {
        return Answers.read(journal.read(Problem.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileProblem",
            summary = "登记问题，编号由系统生成 File a problem under an id that the server chooses",
            description = "初始状态为 OPEN 待处理。It begins OPEN.")
    public RestResponse<Filed<ProblemFacts>> file(ProblemFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Problem.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putProblem",
            summary = "登记或替换问题 File a problem or replace its facts",
            description =
                    "办理过程与解决情况不变；政府类交办后责任层级、单位与时限不变。Course and solution stay; of a dispatched GOVERNMENT problem so do level, body and due date.")
    public RestResponse<Filed<ProblemFacts>> put(String id, ProblemFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Problem.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchProblem",
            summary = "局部修改问题 Change some facts of a problem",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<ProblemFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Problem.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/dispatch")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "dispatchProblem",
            summary = "交办 Dispatch a problem of government to a body",
            description =
                    "OPEN、ESCALATED、REOPENED → DISPATCHED；已交办的可转办其他单位或改时限，相同内容不产生新版本。A dispatched one can be handed to another body or given another due date; the same again changes nothing.")
    public RestResponse<Filed<ProblemFacts>> dispatch(String id, Dispatch dispatch, @BeanParam Conditions conditions) {
        validation.body(dispatch);
        var actor = actor();
        return amended("dispatched", id, conditions.on(dispatch), filed -> dispatch.to(filed, actor));
    }

    @POST
    @Path("{id}/start")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "startProblem",
            summary = "开始办理 Begin the work on a problem",
            description =
                    "政府类：DISPATCHED、ESCALATED、REOPENED → IN_PROGRESS；企业类：OPEN、REOPENED → IN_PROGRESS。GOVERNMENT from DISPATCHED, ESCALATED or REOPENED, ENTERPRISE from OPEN or REOPENED.")
    public RestResponse<Filed<ProblemFacts>> start(String id, Start start, @BeanParam Conditions conditions) {
        validation.body(start);
        var actor = actor();
        return amended("started", id, conditions.on(start), filed -> start.to(filed, actor));
    }

    @POST
    @Path("{id}/resolution")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "resolveProblem",
            summary = "报告已解决 Report a problem as solved",
            description = "IN_PROGRESS、ESCALATED → RESOLVED；待企业所在县确认。The county of the enterprise is to confirm it.")
    public RestResponse<Filed<ProblemFacts>> resolve(
            String id, Resolution resolution, @BeanParam Conditions conditions) {
        validation.body(resolution);
        var actor = actor();
        return amended("resolved", id, conditions.on(resolution), filed -> resolution.to(filed, actor));
    }

    @POST
    @Path("{id}/confirmation")
    @RolesAllowed({Caller.CLERK, Caller.REVIEWER})
    @Operation(
            operationId = "confirmProblem",
            summary = "县级确认已解决 Confirm that a problem is solved",
            description =
                    "RESOLVED → CONFIRMED，由企业所在县或其上级办理；经办人可办：所确认的是他人的办理结果。"
                            + "By the enterprise's county, or those above it. A clerk may: what is confirmed is the work of others.")
    public RestResponse<Filed<ProblemFacts>> confirm(
            String id, Confirmation confirmation, @BeanParam Conditions conditions) {
        validation.body(confirmation);
        var actor = actor();
        return amended("confirmed", id, conditions.on(confirmation), filed -> confirmation.to(filed, actor));
    }

    @POST
    @Path("{id}/reopening")
    @RolesAllowed({Caller.CLERK, Caller.REVIEWER})
    @Operation(
            operationId = "reopenProblem",
            summary = "重新打开 Reopen a problem that is not solved",
            description =
                    "RESOLVED、CONFIRMED → REOPENED，须说明原因；解决情况留在办理过程中；经办人可办：其代企业说明问题未解决。"
                            + "With a reason; the former solution stays in the course. A clerk may: it is the enterprise that says so.")
    public RestResponse<Filed<ProblemFacts>> reopen(String id, Reopening reopening, @BeanParam Conditions conditions) {
        validation.body(reopening);
        var actor = actor();
        return Answers.written(PATH, journal.write(Problem.class, id, conditions.on(reopening), present -> {
            var filed = reopening.to(Journal.existing(Problem.class, id, present), actor);
            return new Change<>("reopened", filed, reopening.reason(), false);
        }));
    }

    @POST
    @Path("{id}/escalation")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "escalateProblem",
            summary = "升级到上一级 Escalate a problem to the level above",
            description =
                    "DISPATCHED、IN_PROGRESS → ESCALATED；县升市、市升省，已在省级的不能再升。From county to city, from city to province.")
    public RestResponse<Filed<ProblemFacts>> escalate(
            String id, Escalation escalation, @BeanParam Conditions conditions) {
        validation.body(escalation);
        var actor = actor();
        return Answers.written(PATH, journal.write(Problem.class, id, conditions.on(escalation), present -> {
            var filed = escalation.to(Journal.existing(Problem.class, id, present), actor);
            return new Change<>("escalated", filed, escalation.reason(), false);
        }));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawProblem",
            summary = "撤回问题登记 Withdraw a problem that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<ProblemFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Problem.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readProblemHistory", summary = "问题的历次变更 Every version of a problem, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Problem.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importProblems",
            summary = "批量导入问题 Import many problems",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Problem.class, body, Text.language(language), conditions::on);
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
    public Imports.Imported dispatches(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        var actor = actor();
        return imports.verbs(
                Problem.class,
                body,
                Text.language(language),
                conditions::on,
                "dispatched",
                Dispatch.class,
                (filed, dispatch) -> dispatch.to(filed, actor));
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
    public Imports.Imported starts(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        var actor = actor();
        return imports.verbs(
                Problem.class,
                body,
                Text.language(language),
                conditions::on,
                "started",
                Start.class,
                (filed, start) -> start.to(filed, actor));
    }

    @POST
    @Path("resolutions")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "resolveProblems",
            summary = "批量报告已解决 Report many problems as solved",
            description = "每行 {\"id\": …, \"solution\": …}；逐行给出结果。One such object a line; a result for each.")
    public Imports.Imported resolutions(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        var actor = actor();
        return imports.verbs(
                Problem.class,
                body,
                Text.language(language),
                conditions::on,
                "resolved",
                Resolution.class,
                (filed, resolution) -> resolution.to(filed, actor));
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
    public Imports.Imported confirmations(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        var actor = actor();
        return imports.verbs(
                Problem.class,
                body,
                Text.language(language),
                conditions::on,
                "confirmed",
                Confirmation.class,
                (filed, confirmation) -> confirmation.to(filed, actor));
    }

    private RestResponse<Filed<ProblemFacts>> amended(
            String verb, String id, When when, UnaryOperator<Filed<ProblemFacts>> rule) {
        return Answers.written(PATH, journal.amend(verb, Problem.class, id, when, rule));
    }

    private Actor actor() {
        return new Actor(caller.get().name(), LocalDate.now(clock));
    }
}
