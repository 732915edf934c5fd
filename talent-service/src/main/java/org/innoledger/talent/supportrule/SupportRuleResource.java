package org.innoledger.talent.supportrule;

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
import org.innoledger.talent.supportrule.SupportRule.SupportRuleFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(SupportRuleResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "SupportRules 资助标准",
        description = "资助标准：按项目类型与人才层次的金额范围 How much a fund gives, by kind of project and grade of talent")
public class SupportRuleResource {
    static final String PATH = "/v1/support-rules";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    SupportRuleResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listSupportRules",
            summary = "资助标准列表 List support rules",
            description = "本区划范围内及上级的。Within the caller's regions, and those of the offices above.")
    public RestResponse<Page<Filed<SupportRuleFacts>>> list(@BeanParam Listing listing) {
        return lists.list(SupportRule.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readSupportRule", summary = "读取资助标准 Read a support rule")
    public RestResponse<Filed<SupportRuleFacts>> read(String id) {
        return Answers.read(journal.read(SupportRule.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileSupportRule",
            summary = "登记资助标准，编号由系统生成 File a support rule under an id that the server chooses",
            description =
                    "与资金同一区划；同一资金、类型、层次的有效期不能重叠，冲突时指出在先的标准与期间。Of the same division as its fund; periods for one fund, kind and grade never overlap, and a refusal names the rule and the period in the way.")
    public RestResponse<Filed<SupportRuleFacts>> file(SupportRuleFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(SupportRule.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putSupportRule",
            summary = "登记或替换资助标准 File a support rule or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<SupportRuleFacts>> put(
            String id, SupportRuleFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(SupportRule.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchSupportRule",
            summary = "局部修改资助标准 Change some facts of a support rule",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<SupportRuleFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(SupportRule.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawSupportRule",
            summary = "撤回资助标准 Withdraw a support rule",
            description =
                    "此后读取答 410，历史仍可查；已按其批准的资助不受影响。Afterwards 410; the history stays, and what was approved by it stays approved.")
    public RestResponse<Filed<SupportRuleFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(SupportRule.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readSupportRuleHistory",
            summary = "资助标准的历次变更 Every version of a support rule, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(SupportRule.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importSupportRules",
            summary = "批量导入资助标准 Import many support rules",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(SupportRule.class, body, Text.language(language), conditions::on);
    }
}
