package org.innoledger.ledger.target;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.ledger.target.Target.Clearing;
import org.innoledger.ledger.target.Target.Report;
import org.innoledger.ledger.target.Target.Supervision;
import org.innoledger.ledger.target.Target.TargetFacts;
import org.innoledger.ledger.target.Target.TargetState;
import org.jboss.resteasy.reactive.RestResponse;

@Path(TargetResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Targets 目标考核",
        description = "各区划与部门年度目标、督办 13710 What regions and departments are to reach in a year; supervised items 13710")
public class TargetResource {
    static final String PATH = "/v1/targets";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Caller.Current caller;
    private final Clock clock;

    TargetResource(
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
            operationId = "listTargets",
            summary = "目标列表 List targets",
            description =
                    "在调用方区划范围内，及其上级的目标。超期督办项：status=OPEN&dueOn.lt=今日。Within the caller's regions, and those of the levels above. Overdue items: status=OPEN&dueOn.lt=<today>.")
    public RestResponse<Page<Filed<TargetFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Target.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readTarget", summary = "读取目标 Read a target")
    public RestResponse<Filed<TargetFacts>> read(String id) {
        return Answers.read(journal.read(Target.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileTarget",
            summary = "登记目标，编号由系统生成 File a target under an id that the server chooses",
            description =
                    "督办项（supervised）须带 dueOn，初始为 OPEN；否则为 UNSUPERVISED。A supervised one needs dueOn and begins OPEN; others are UNSUPERVISED.")
    public RestResponse<Filed<TargetFacts>> file(TargetFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Target.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putTarget",
            summary = "登记或替换目标 File a target or replace its facts",
            description =
                    "督办与反馈字段只由相应动词变更，所送值不计。What concerns supervision changes by its verbs only; values sent here are passed over.")
    public RestResponse<Filed<TargetFacts>> put(String id, TargetFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Target.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchTarget",
            summary = "局部修改目标 Change some facts of a target",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<TargetFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Target.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/supervision")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "superviseTarget",
            summary = "列入 13710 督办，或重新督办 Make a target a supervised item, or open it again",
            description =
                    "由上级办理（县由市，市由省）；→ OPEN 督办中。By the level above (the city for a county, the province for a city); → OPEN.")
    public RestResponse<Filed<TargetFacts>> supervise(
            String id, Supervision supervision, @BeanParam Conditions conditions) {
        validation.body(supervision);
        return Answers.written(PATH, journal.write(Target.class, id, conditions.on(supervision), present -> {
            var target = Journal.existing(Target.class, id, present);
            caller.get().mustCoverAbove(target.region());
            var facts = target.facts().supervised(supervision.dueOn());
            return new Change<>(
                    "supervised", target.advance(TargetState.OPEN).with(facts), supervision.reason(), false);
        }));
    }

    @POST
    @Path("{id}/report")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "reportTarget",
            summary = "督办反馈 Report on a supervised item",
            description = "OPEN 督办中 → REPORTED 已反馈")
    public RestResponse<Filed<TargetFacts>> report(String id, Report report, @BeanParam Conditions conditions) {
        validation.body(report);
        var today = LocalDate.now(clock);
        return Answers.written(
                PATH,
                journal.amend(
                        "reported",
                        Target.class,
                        id,
                        conditions.on(report),
                        target -> target.advance(TargetState.REPORTED)
                                .with(target.facts().reported(report.text(), today))));
    }

    @POST
    @Path("{id}/clearing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "clearTarget",
            summary = "督办销账 Settle a supervised item",
            description =
                    "由上级办理；REPORTED 已反馈 → CLEARED 已销账；不认可的用 supervision 重新督办。By the level above; REPORTED → CLEARED. One that does not suffice is opened again by `supervision`.")
    public RestResponse<Filed<TargetFacts>> clear(String id, Clearing clearing, @BeanParam Conditions conditions) {
        validation.body(clearing);
        return Answers.written(PATH, journal.write(Target.class, id, conditions.on(clearing), present -> {
            var target = Journal.existing(Target.class, id, present);
            caller.get().mustCoverAbove(target.region());
            return new Change<>("cleared", target.advance(TargetState.CLEARED), clearing.note(), false);
        }));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawTarget",
            summary = "撤销目标 Withdraw a target",
            description =
                    "督办项由上级撤销；此后读取答 410，历史仍可查。A supervised one by the level above. Afterwards 410; the history stays.")
    public RestResponse<Filed<TargetFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        validation.body(reason);
        return Answers.written(PATH, journal.write(Target.class, id, conditions.on(reason), present -> {
            var target = Journal.existing(Target.class, id, present);
            if (target.facts().supervised()) {
                caller.get().mustCoverAbove(target.region());
            }
            return new Change<>("withdrawn", target, reason.reason(), true);
        }));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readTargetHistory", summary = "目标的历次变更 Every version of a target, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Target.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importTargets",
            summary = "批量导入目标 Import many targets",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Target.class, body, Text.language(language), conditions::on);
    }
}
