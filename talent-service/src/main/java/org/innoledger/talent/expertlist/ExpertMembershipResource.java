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
import org.innoledger.talent.expertlist.ExpertMembership.ExpertMembershipFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ExpertMembershipResource.PATH)
@RunOnVirtualThread
@Tag(name = "Expert memberships 入选名单", description = "谁在何时入选哪份名单 Who stands in which list, and when")
public class ExpertMembershipResource {
    static final String PATH = "/v1/expert-memberships";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    ExpertMembershipResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listExpertMemberships",
            summary = "入选列表 List memberships",
            description =
                    "在调用方区划范围内；用 ?list=、?talent= 筛选，某日在册人员见 GET /v1/expert-lists/{id}/members。Within the caller's regions; filter by list or talent. Those in force on a day: GET /v1/expert-lists/{id}/members.")
    public RestResponse<Page<Filed<ExpertMembershipFacts>>> list(@BeanParam Listing listing) {
        return lists.list(ExpertMembership.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readExpertMembership", summary = "读取入选 Read a membership")
    public RestResponse<Filed<ExpertMembershipFacts>> read(String id) {
        return Answers.read(journal.read(ExpertMembership.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileExpertMembership",
            summary = "登记入选，编号由系统生成 File a membership under an id that the server chooses",
            description =
                    "随人才所属区划。同一人在同一名单中的期间不能重叠；名单须可读。It belongs to the region of the talent. Nobody stands in one list twice at the same time; the list must be one that the caller can read.")
    public RestResponse<Filed<ExpertMembershipFacts>> file(
            ExpertMembershipFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(ExpertMembership.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putExpertMembership",
            summary = "登记或替换入选 File a membership or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<ExpertMembershipFacts>> put(
            String id, ExpertMembershipFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(ExpertMembership.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchExpertMembership",
            summary = "局部修改入选 Change some facts of a membership",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<ExpertMembershipFacts>> patch(
            String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(ExpertMembership.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawExpertMembership",
            summary = "撤回入选 Withdraw a membership that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<ExpertMembershipFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(ExpertMembership.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readExpertMembershipHistory",
            summary = "入选的历次变更 Every version of a membership, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(ExpertMembership.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importExpertMemberships",
            summary = "批量导入入选 Import many memberships",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(ExpertMembership.class, body, Text.language(language), conditions::on);
    }
}
