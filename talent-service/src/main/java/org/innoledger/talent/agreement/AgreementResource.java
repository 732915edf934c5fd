package org.innoledger.talent.agreement;

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
import org.innoledger.talent.agreement.Agreement.AgreementFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AgreementResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Agreements 合作协议",
        description = "与高校、院所的合作协议及共建基地 Agreements with universities and institutes, and their bases")
public class AgreementResource {
    static final String PATH = "/v1/agreements";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    AgreementResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listAgreements",
            summary = "合作协议列表 List agreements",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<AgreementFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Agreement.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readAgreement", summary = "读取合作协议 Read an agreement")
    public RestResponse<Filed<AgreementFacts>> read(String id) {
        return Answers.read(journal.read(Agreement.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileAgreement",
            summary = "登记合作协议，编号由系统生成 File an agreement under an id that the server chooses",
            description = "校名中的空白会去除。Blanks in the name of the school are taken out.")
    public RestResponse<Filed<AgreementFacts>> file(AgreementFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Agreement.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putAgreement",
            summary = "登记或替换合作协议 File an agreement or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<AgreementFacts>> put(String id, AgreementFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Agreement.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchAgreement",
            summary = "局部修改合作协议 Change some facts of an agreement",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<AgreementFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Agreement.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocateAgreement",
            summary = "改合作协议所属区划 Move an agreement to another division",
            description = "调用方须辖迁出与迁入两地，须说明原因。The caller must cover both divisions; with a reason.")
    public RestResponse<Filed<AgreementFacts>> relocate(
            String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(Agreement.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawAgreement",
            summary = "撤回合作协议 Withdraw an agreement that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<AgreementFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Agreement.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readAgreementHistory",
            summary = "合作协议的历次变更 Every version of an agreement, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Agreement.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importAgreements",
            summary = "批量导入合作协议 Import many agreements",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Agreement.class, body, Text.language(language), conditions::on);
    }
}
