package org.innoledger.talent.expertlist;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Relocation;
import org.innoledger.talent.expertlist.ExpertList.ExpertListFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ExpertListResource.PATH)
@RunOnVirtualThread
@Tag(name = "Expert lists 专家名单", description = "高端人才信息库、外部董事人才库与联系服务专家名单 Lists of experts that a body keeps")
public class ExpertListResource {
    static final String PATH = "/v1/expert-lists";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    ExpertListResource(Journal journal, Register register, Lists lists, History history, Imports imports, Clock clock) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listExpertLists",
            summary = "专家名单列表 List expert lists",
            description = "本级及下级的名单，以及上级的名单。Those of the caller's regions, and those of the levels above.")
    public RestResponse<Page<Filed<ExpertListFacts>>> list(@BeanParam Listing listing) {
        return lists.list(ExpertList.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readExpertList", summary = "读取专家名单 Read an expert list")
    public RestResponse<Filed<ExpertListFacts>> read(String id) {
        return Answers.read(journal.read(ExpertList.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileExpertList",
            summary = "登记专家名单，编号由系统生成 File an expert list under an id that the server chooses",
            description = "下级可读，由所属区划维护。Those below read it; the region that it belongs to keeps it.")
    public RestResponse<Filed<ExpertListFacts>> file(ExpertListFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(ExpertList.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putExpertList",
            summary = "登记或替换专家名单 File an expert list or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<ExpertListFacts>> put(
            String id, ExpertListFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(ExpertList.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchExpertList",
            summary = "局部修改专家名单 Change some facts of an expert list",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<ExpertListFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(ExpertList.class, id, patch, conditions.on(patch)));
    }

    @GET
    @Path("{id}/members")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listExpertListMembers",
            summary = "某日在册人员 Memberships of a list in force on a day",
            description =
                    "在调用方区划范围内，按起始日期排列，至多 500 条；count 为全部条数，超出时用 GET /v1/expert-memberships?list= 逐页读取。Within the caller's regions, in the order of their beginning, at most 500; `count` is of all. Beyond that page through GET /v1/expert-memberships?list=.")
    public ExpertListMembers members(
            String id,
            @QueryParam("on") @Parameter(description = "日期，缺省为今天 Day, today by default", example = "2026-11-01")
                    LocalDate on) {
        var list = journal.read(ExpertList.class, id);
        var day = on == null ? LocalDate.now(clock) : on;
        return journal.reading(session -> ExpertListMembers.of(session, list.id(), day));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocateExpertList",
            summary = "改专家名单所属区划 Move an expert list to another division",
            description = "调用方须辖迁出与迁入两地，须说明原因。The caller must cover both divisions; with a reason.")
    public RestResponse<Filed<ExpertListFacts>> relocate(
            String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(ExpertList.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawExpertList",
            summary = "撤回专家名单 Withdraw an expert list that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<ExpertListFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(ExpertList.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readExpertListHistory",
            summary = "专家名单的历次变更 Every version of an expert list, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(ExpertList.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importExpertLists",
            summary = "批量导入专家名单 Import many expert lists",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(ExpertList.class, body, Text.language(language), conditions::on);
    }
}
