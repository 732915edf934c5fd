package org.innoledger.ledger.enterprise;

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
import java.util.EnumSet;
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
import org.innoledger.ledger.coverage.CoverageState;
import org.innoledger.ledger.enterprise.Enterprise.EnterpriseFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(EnterpriseResource.PATH)
@RunOnVirtualThread
@Tag(name = "Enterprises 企业", description = "规模以上工业企业名录 The roster of industrial enterprises above designated size")
public class EnterpriseResource {
    static final String PATH = "/v1/enterprises";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    EnterpriseResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listEnterprises",
            summary = "企业列表 List enterprises",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<EnterpriseFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Enterprise.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readEnterprise", summary = "读取企业 Read an enterprise")
    public RestResponse<Filed<EnterpriseFacts>> read(String id) {
        return Answers.read(journal.read(Enterprise.class, id));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putEnterprise",
            summary = "登记或替换企业 File an enterprise or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<EnterpriseFacts>> put(
            String id, EnterpriseFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Enterprise.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchEnterprise",
            summary = "局部修改企业 Change some facts of an enterprise",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<EnterpriseFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Enterprise.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocateEnterprise",
            summary = "企业迁移 Move an enterprise to another division",
            description =
                    "由同时管辖迁出地与迁入地的上级办理；挂在企业名下的记录随之迁移。By whoever covers both divisions; what hangs on the enterprise moves with it.")
    public RestResponse<Filed<EnterpriseFacts>> relocate(
            String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(Enterprise.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawEnterprise",
            summary = "撤销企业登记 Withdraw an enterprise",
            description =
                    "用于误登；仅未开展或已对接的企业可以，退规请填 aboveScaleUntil。此后读取答 410，历史仍可查。"
                            + "For one filed by mistake, while nothing has been done with it; one that leaves the roster has aboveScaleUntil. Afterwards 410; the history stays.")
    public RestResponse<Filed<EnterpriseFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(
                        Enterprise.class,
                        id,
                        reason,
                        conditions.on(reason),
                        EnumSet.of(CoverageState.NOT_STARTED, CoverageState.ASSIGNED)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readEnterpriseHistory",
            summary = "企业的历次变更 Every version of an enterprise, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Enterprise.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importEnterprises",
            summary = "批量导入企业 Import many enterprises",
            description =
                    "每行 {\"id\": …, \"facts\": {…}}，至多 10,000 行、32 MiB；逐行给出结果。One such object a line, at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Enterprise.class, body, Text.language(language), conditions::on);
    }
}
