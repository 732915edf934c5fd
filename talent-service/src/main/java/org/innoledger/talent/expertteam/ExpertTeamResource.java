package org.innoledger.talent.expertteam;

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
import org.innoledger.talent.expertteam.ExpertTeam.ExpertTeamFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ExpertTeamResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Expert teams 专家团队",
        description = "按行业组建、指导企业的专家团队 Teams of experts by industry, and the enterprises that they guide")
public class ExpertTeamResource {
    static final String PATH = "/v1/expert-teams";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    ExpertTeamResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listExpertTeams",
            summary = "专家团队列表 List expert teams",
            description = "本级及下级的团队，以及上级的团队。Those of the caller's regions, and those of the levels above.")
    public RestResponse<Page<Filed<ExpertTeamFacts>>> list(@BeanParam Listing listing) {
        return lists.list(ExpertTeam.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readExpertTeam", summary = "读取专家团队 Read an expert team")
    public RestResponse<Filed<ExpertTeamFacts>> read(String id) {
        return Answers.read(journal.read(ExpertTeam.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileExpertTeam",
            summary = "登记专家团队，编号由系统生成 File an expert team under an id that the server chooses",
            description =
                    "成员须为可见的人才；牵头专家须为成员；企业可尚未登记。Members must be talents that the caller can see, the leader one of them; enterprises may be unknown yet.")
    public RestResponse<Filed<ExpertTeamFacts>> file(ExpertTeamFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(ExpertTeam.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putExpertTeam",
            summary = "登记或替换专家团队 File an expert team or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<ExpertTeamFacts>> put(
            String id, ExpertTeamFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(ExpertTeam.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchExpertTeam",
            summary = "局部修改专家团队 Change some facts of an expert team",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<ExpertTeamFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(ExpertTeam.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocateExpertTeam",
            summary = "改专家团队所属区划 Move an expert team to another division",
            description = "调用方须辖迁出与迁入两地，须说明原因。The caller must cover both divisions; with a reason.")
    public RestResponse<Filed<ExpertTeamFacts>> relocate(
            String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(ExpertTeam.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawExpertTeam",
            summary = "撤回专家团队 Withdraw an expert team that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<ExpertTeamFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(ExpertTeam.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readExpertTeamHistory",
            summary = "专家团队的历次变更 Every version of an expert team, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(ExpertTeam.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importExpertTeams",
            summary = "批量导入专家团队 Import many expert teams",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(ExpertTeam.class, body, Text.language(language), conditions::on);
    }
}
