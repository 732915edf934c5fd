package org.innoledger.platform.tenancy;

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
import org.innoledger.platform.tenancy.Premises.PremisesFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PremisesResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Tenancies 入驻",
        description = "在孵企业与入驻团队，及其场地 Tenants of incubators, parks and pilot bases, and their premises")
public class PremisesResource {
    static final String PATH = "/v1/premises";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    PremisesResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listPremises",
            summary = "场地列表 List premises",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<PremisesFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Premises.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPremises", summary = "读取场地 Read premises")
    public RestResponse<Filed<PremisesFacts>> read(String id) {
        return Answers.read(journal.read(Premises.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "filePremises",
            summary = "登记场地，编号由系统生成 File premises under an id that the server chooses",
            description =
                    "归属平台所在区划，每平台一项；不能低于在驻已用的面积。They belong to the region of their platform, one record for each; never less than what tenants use.")
    public RestResponse<Filed<PremisesFacts>> file(PremisesFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Premises.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putPremises",
            summary = "登记或替换场地 File premises or replace their facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<PremisesFacts>> put(String id, PremisesFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Premises.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchPremises",
            summary = "局部修改场地 Change some facts of premises",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<PremisesFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Premises.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawPremises",
            summary = "撤回场地 Withdraw premises",
            description =
                    "此后读取答 410，历史仍可查，入驻面积不再受限。Afterwards 410, and the history stays; tenancies are bounded no more.")
    public RestResponse<Filed<PremisesFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Premises.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPremisesHistory", summary = "场地的历次变更 Every version of premises, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Premises.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importPremises",
            summary = "批量导入场地 Import many premises",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Premises.class, body, Text.language(language), conditions::on);
    }
}
