package org.innoledger.ledger.activity;

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
import java.util.EnumSet;
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
import org.innoledger.kit.time.Days;
import org.innoledger.ledger.activity.Activity.ActivityFacts;
import org.innoledger.ledger.activity.Activity.ActivityState;
import org.innoledger.ledger.activity.Activity.Verification;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ActivityResource.PATH)
@RunOnVirtualThread
@Tag(name = "Activities 创新活动", description = "创新活动台账 The ledger of innovation activities itself")
public class ActivityResource {
    static final String PATH = "/v1/activities";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    ActivityResource(
            Journal journal,
            Validation validation,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Clock clock) {
        this.journal = journal;
        this.validation = validation;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listActivities",
            summary = "创新活动列表 List activities",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<ActivityFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Activity.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readActivity", summary = "读取创新活动 Read an activity")
    public RestResponse<Filed<ActivityFacts>> read(String id) {
        return Answers.read(journal.read(Activity.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileActivity",
            summary = "登记创新活动，编号由系统生成 File an activity under an id that the server chooses")
    public RestResponse<Filed<ActivityFacts>> file(ActivityFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Activity.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putActivity",
            summary = "登记或替换创新活动 File an activity or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<ActivityFacts>> put(String id, ActivityFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Activity.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchActivity",
            summary = "局部修改创新活动 Change some facts of an activity",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<ActivityFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Activity.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/verification")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "verifyActivity",
            summary = "核实创新活动 Verify an activity",
            description = "FILED 已填报 → VERIFIED 已核实；计入类型的活动使企业成为 ACTIVE 已开展。"
                    + "An activity of a qualifying kind makes its enterprise ACTIVE.")
    public RestResponse<Filed<ActivityFacts>> verify(
            String id, Verification verification, @BeanParam Conditions conditions) {
        validation.body(verification);
        return Answers.written(PATH, journal.write(Activity.class, id, conditions.on(verification), present -> {
            var verified = verified(Journal.existing(Activity.class, id, present), verification);
            return new Change<>("verified", verified, verification.note(), false);
        }));
    }

    @POST
    @Path("verifications")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "verifyActivities",
            summary = "批量核实创新活动 Verify many activities",
            description =
                    "每行 {\"id\": …, \"verifiedOn\": …}，至多 10,000 行；逐行给出结果。One such object a line, at most 10,000; a result for each.")
    public Imports.Imported verifyMany(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.verbs(
                Activity.class,
                body,
                Text.language(language),
                conditions::on,
                "verified",
                Verification.class,
                this::verified);
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "returnActivity",
            summary = "退回创新活动 Return an activity with a reason",
            description =
                    "FILED 或 VERIFIED → RETURNED 已退回；支撑销号的活动不能退回。" + "One that carries a close-out cannot be returned.")
    public RestResponse<Filed<ActivityFacts>> giveBack(String id, Reason reason, @BeanParam Conditions conditions) {
        validation.body(reason);
        return Answers.written(PATH, journal.write(Activity.class, id, conditions.on(reason), present -> {
            var activity = Journal.existing(Activity.class, id, present).advance(ActivityState.RETURNED);
            return new Change<>("returned", activity.with(activity.facts().verified(null)), reason.reason(), false);
        }));
    }

    @POST
    @Path("{id}/resubmission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "resubmitActivity",
            summary = "重新提交被退回的创新活动 File a returned activity again",
            description = "RETURNED → FILED；先用 PUT 或 PATCH 改正。Mend it first with PUT or PATCH.")
    public RestResponse<Filed<ActivityFacts>> resubmit(String id, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                journal.amend(
                        "resubmitted",
                        Activity.class,
                        id,
                        conditions.on(),
                        activity -> activity.advance(ActivityState.FILED)));
    }

    private Filed<ActivityFacts> verified(Filed<ActivityFacts> activity, Verification verification) {
        var today = LocalDate.now(clock);
        var on = Days.since(activity.facts().startedOn(), "/verifiedOn", verification.verifiedOn(), today);
        return activity.advance(ActivityState.VERIFIED).with(activity.facts().verified(on));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawActivity",
            summary = "撤回创新活动 Withdraw an activity that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<ActivityFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(
                        Activity.class,
                        id,
                        reason,
                        conditions.on(reason),
                        EnumSet.of(ActivityState.FILED, ActivityState.RETURNED)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readActivityHistory",
            summary = "创新活动的历次变更 Every version of an activity, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Activity.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importActivities",
            summary = "批量导入创新活动 Import many activities",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。"
                            + "One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Activity.class, body, Text.language(language), conditions::on);
    }
}
