package org.innoledger.ledger.workgroup;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
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
import org.innoledger.ledger.workgroup.WorkGroup.WorkGroupFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(WorkGroupResource.PATH)
@RunOnVirtualThread
@Tag(name = "Work groups 工作组", description = "三方帮扶的工作组 Groups that serve enterprises which have not begun yet")
public class WorkGroupResource {
    static final String PATH = "/v1/work-groups";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    WorkGroupResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listWorkGroups",
            summary = "工作组列表 List work groups",
            description =
                    "在调用方区划范围内，并含其上级的工作组。Within the caller's regions, and the groups of the divisions above them.")
    public RestResponse<Page<Filed<WorkGroupFacts>>> list(@BeanParam Listing listing) {
        return lists.list(WorkGroup.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readWorkGroup", summary = "读取工作组 Read a work group")
    public RestResponse<Filed<WorkGroupFacts>> read(String id) {
        return Answers.read(journal.read(WorkGroup.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileWorkGroup",
            summary = "登记工作组，编号由系统生成 File a work group under an id that the server chooses",
            description =
                    "成员 5 至 6 人，至少 1 名处级及以上，至少 1 名来自高校、院所或平台的技术人员；市级工作组由市政府负责人牵头。不符的逐条指出。Five to six members, one of division rank, one technical from a university, institute or platform; the group of a city is led by a head of its government. Each rule that fails is named.")
    public RestResponse<Filed<WorkGroupFacts>> file(WorkGroupFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(WorkGroup.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putWorkGroup",
            summary = "登记或替换工作组 File a work group or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<WorkGroupFacts>> put(String id, WorkGroupFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(WorkGroup.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchWorkGroup",
            summary = "局部修改工作组 Change some facts of a work group",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<WorkGroupFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(WorkGroup.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocateWorkGroup",
            summary = "工作组迁移 Move a work group to another division",
            description =
                    "由同时管辖迁出地与迁入地的上级办理；名下企业须仍在其范围内。By whoever covers both divisions; the enterprises assigned to it must lie within the new one.")
    public RestResponse<Filed<WorkGroupFacts>> relocate(
            String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(WorkGroup.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawWorkGroup",
            summary = "撤回工作组登记 Withdraw a work group that was filed by mistake",
            description =
                    "用于误登；名下仍有分派的不能撤回，工作结束的填 until。此后读取答 410，历史仍可查。For a group filed by mistake; refused while enterprises are assigned to it. One that has done its work is given an until. Afterwards 410; the history stays.")
    public RestResponse<Filed<WorkGroupFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(WorkGroup.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readWorkGroupHistory",
            summary = "工作组的历次变更 Every version of a work group, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(WorkGroup.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importWorkGroups",
            summary = "批量导入工作组 Import many work groups",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(WorkGroup.class, body, Text.language(language), conditions::on);
    }
}
