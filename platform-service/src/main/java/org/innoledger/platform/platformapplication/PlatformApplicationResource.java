package org.innoledger.platform.platformapplication;

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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
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
import org.innoledger.platform.platformapplication.PlatformApplication.Approval;
import org.innoledger.platform.platformapplication.PlatformApplication.Handling;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationFacts;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationState;
import org.innoledger.platform.platformapplication.PlatformApplication.Rejection;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PlatformApplicationResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "PlatformApplications 平台申报",
        description =
                "平台申报：拟制、受理、推荐、评审、批准或不予批准 Applications for platforms: drawn up, received, recommended, reviewed, decided")
public class PlatformApplicationResource {
    static final String PATH = "/v1/platform-applications";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Validation validation;
    private final PlatformApplicationSteps steps;

    PlatformApplicationResource(
            Journal journal,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Validation validation,
            PlatformApplicationSteps steps) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.validation = validation;
        this.steps = steps;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listPlatformApplications",
            summary = "平台申报列表 List applications",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<PlatformApplicationFacts>>> list(@BeanParam Listing listing) {
        return lists.list(PlatformApplication.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPlatformApplication", summary = "读取平台申报 Read an application")
    public RestResponse<Filed<PlatformApplicationFacts>> read(String id) {
        return Answers.read(journal.read(PlatformApplication.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "filePlatformApplication",
            summary = "登记平台申报，编号由系统生成 File an application under an id that the server chooses",
            description = "状态为 DRAWN_UP 拟制。It begins as DRAWN_UP.")
    public RestResponse<Filed<PlatformApplicationFacts>> file(
            PlatformApplicationFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(PlatformApplication.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putPlatformApplication",
            summary = "登记或替换平台申报 File an application or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<PlatformApplicationFacts>> put(
            String id, PlatformApplicationFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(PlatformApplication.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchPlatformApplication",
            summary = "局部修改平台申报 Change some facts of an application",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<PlatformApplicationFacts>> patch(
            String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(PlatformApplication.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/acceptance")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "receivePlatformApplication",
            summary = "受理 Receive an application",
            description =
                    "DRAWN_UP 拟制 → RECEIVED 已受理。由申报单位所在市的审核人办理。By a reviewer who covers the city of the applicant.")
    public RestResponse<Filed<PlatformApplicationFacts>> acceptance(
            String id, Handling handling, @BeanParam Conditions conditions) {
        validation.body(handling);
        return Answers.written(
                PATH,
                steps.handle("received", PlatformApplicationState.RECEIVED, id, handling, conditions.on(handling)));
    }

    @POST
    @Path("{id}/verification")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "recommendPlatformApplication",
            summary = "审核推荐 Verify and recommend an application",
            description =
                    "RECEIVED 已受理 → RECOMMENDED 已推荐。由申报单位所在市的审核人办理。By a reviewer who covers the city of the applicant.")
    public RestResponse<Filed<PlatformApplicationFacts>> verification(
            String id, Handling handling, @BeanParam Conditions conditions) {
        validation.body(handling);
        return Answers.written(
                PATH,
                steps.handle(
                        "recommended", PlatformApplicationState.RECOMMENDED, id, handling, conditions.on(handling)));
    }

    @POST
    @Path("{id}/review")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "reviewPlatformApplication",
            summary = "评审 Record the review of an application",
            description =
                    "RECOMMENDED 已推荐 → REVIEWED 已评审。市级由所在市、省级与国家级由省的审核人办理。By a reviewer who covers the city for MUNICIPAL, the province for the others.")
    public RestResponse<Filed<PlatformApplicationFacts>> review(
            String id, Handling handling, @BeanParam Conditions conditions) {
        validation.body(handling);
        return Answers.written(
                PATH,
                steps.handle("reviewed", PlatformApplicationState.REVIEWED, id, handling, conditions.on(handling)));
    }

    @POST
    @Path("{id}/approval")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "approvePlatformApplication",
            summary = "批准 Approve an application",
            description =
                    "REVIEWED 已评审 → APPROVED 已批准；平台另行登记，编号可在此或以后补填。The platform is filed by itself; its id is given here or later. 市级由所在市、省级与国家级由省的审核人办理。By a reviewer who covers the city for MUNICIPAL, the province for the others.")
    public RestResponse<Filed<PlatformApplicationFacts>> approval(
            String id, Approval approval, @BeanParam Conditions conditions) {
        validation.body(approval);
        return Answers.written(PATH, steps.approve(id, approval, conditions.on(approval)));
    }

    @POST
    @Path("{id}/refusal")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "refusePlatformApplication",
            summary = "不予批准 Refuse an application",
            description =
                    "REVIEWED 已评审 → REFUSED 不予批准，须说明原因。With a reason. 市级由所在市、省级与国家级由省的审核人办理。By a reviewer who covers the city for MUNICIPAL, the province for the others.")
    public RestResponse<Filed<PlatformApplicationFacts>> refusal(
            String id, Rejection rejection, @BeanParam Conditions conditions) {
        validation.body(rejection);
        return Answers.written(
                PATH,
                steps.reject("refused", PlatformApplicationState.REFUSED, id, rejection, conditions.on(rejection)));
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "returnPlatformApplication",
            summary = "退回更正 Return an application to be mended",
            description =
                    "→ RETURNED 已退回，须说明原因；改后以 submission 重新提交。With a reason; mended, it is handed in again by `submission`. 推荐前由市、推荐后由所申报级别的审核人办理。By a reviewer of the city until it is recommended, then of the level asked for.")
    public RestResponse<Filed<PlatformApplicationFacts>> giveBack(
            String id, Rejection rejection, @BeanParam Conditions conditions) {
        validation.body(rejection);
        return Answers.written(
                PATH,
                steps.reject("returned", PlatformApplicationState.RETURNED, id, rejection, conditions.on(rejection)));
    }

    @POST
    @Path("{id}/submission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "resubmitPlatformApplication",
            summary = "重新提交 Hand in again what was returned",
            description = "RETURNED 已退回 → DRAWN_UP 拟制。After it has been mended.")
    public RestResponse<Filed<PlatformApplicationFacts>> submission(
            String id, Handling handling, @BeanParam Conditions conditions) {
        validation.body(handling);
        return Answers.written(
                PATH,
                steps.handle("submitted", PlatformApplicationState.DRAWN_UP, id, handling, conditions.on(handling)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawPlatformApplication",
            summary = "撤回平台申报 Withdraw an application",
            description =
                    "仅 DRAWN_UP、RETURNED 的可撤回；此后读取答 410，历史仍可查。Only while DRAWN_UP or RETURNED; afterwards 410, and the history stays.")
    public RestResponse<Filed<PlatformApplicationFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(
                        PlatformApplication.class,
                        id,
                        reason,
                        conditions.on(reason),
                        Set.of(PlatformApplicationState.DRAWN_UP, PlatformApplicationState.RETURNED)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformApplicationHistory",
            summary = "平台申报的历次变更 Every version of an application, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(PlatformApplication.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importPlatformApplications",
            summary = "批量导入平台申报 Import many applications",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(PlatformApplication.class, body, Text.language(language), conditions::on);
    }
}
