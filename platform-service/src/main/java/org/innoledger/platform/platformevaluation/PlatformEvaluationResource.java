package org.innoledger.platform.platformevaluation;

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
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationFacts;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationState;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.Publication;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PlatformEvaluationResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "PlatformEvaluations 平台评估",
        description = "平台评估：期间、指标、等次与处理 Evaluations of platforms: period, indicators, grade, consequence")
public class PlatformEvaluationResource {
    static final String PATH = "/v1/platform-evaluations";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Validation validation;
    private final PlatformEvaluationPublications publications;

    PlatformEvaluationResource(
            Journal journal,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Validation validation,
            PlatformEvaluationPublications publications) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.validation = validation;
        this.publications = publications;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listPlatformEvaluations",
            summary = "平台评估列表 List evaluations",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<PlatformEvaluationFacts>>> list(@BeanParam Listing listing) {
        return lists.list(PlatformEvaluation.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPlatformEvaluation", summary = "读取平台评估 Read an evaluation")
    public RestResponse<Filed<PlatformEvaluationFacts>> read(String id) {
        return Answers.read(journal.read(PlatformEvaluation.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "filePlatformEvaluation",
            summary = "登记平台评估，编号由系统生成 File an evaluation under an id that the server chooses",
            description =
                    "状态为 DRAFT 草稿，归属平台所在区划；平台须在批准建设或运行中。It begins as DRAFT in the region of its platform, which is APPROVED or OPERATING.")
    public RestResponse<Filed<PlatformEvaluationFacts>> file(
            PlatformEvaluationFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(PlatformEvaluation.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putPlatformEvaluation",
            summary = "登记或替换平台评估 File an evaluation or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<PlatformEvaluationFacts>> put(
            String id, PlatformEvaluationFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(PlatformEvaluation.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchPlatformEvaluation",
            summary = "局部修改平台评估 Change some facts of an evaluation",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<PlatformEvaluationFacts>> patch(
            String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(PlatformEvaluation.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/publication")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "publishPlatformEvaluation",
            summary = "公布 Publish an evaluation",
            description =
                    "DRAFT 草稿 → PUBLISHED 已公布，此后不变；平台须在批准建设或运行中，同一期间只公布一次。It does not change any more; the platform is APPROVED or OPERATING, and there is one for each period. 市级由所在市、省级与国家级由省的审核人办理。By a reviewer who covers the city for MUNICIPAL, the province for the others.")
    public RestResponse<Filed<PlatformEvaluationFacts>> publication(
            String id, Publication publication, @BeanParam Conditions conditions) {
        validation.body(publication);
        return Answers.written(PATH, publications.publish(id, publication, conditions.on(publication)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawPlatformEvaluation",
            summary = "撤回平台评估 Withdraw an evaluation",
            description = "仅草稿可撤回；此后读取答 410，历史仍可查。Only drafts; afterwards 410, and the history stays.")
    public RestResponse<Filed<PlatformEvaluationFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(
                        PlatformEvaluation.class,
                        id,
                        reason,
                        conditions.on(reason),
                        Set.of(PlatformEvaluationState.DRAFT)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformEvaluationHistory",
            summary = "平台评估的历次变更 Every version of an evaluation, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(PlatformEvaluation.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importPlatformEvaluations",
            summary = "批量导入平台评估 Import many evaluations",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(PlatformEvaluation.class, body, Text.language(language), conditions::on);
    }
}
