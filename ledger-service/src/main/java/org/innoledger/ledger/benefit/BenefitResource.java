package org.innoledger.ledger.benefit;

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
import org.innoledger.ledger.benefit.Benefit.BenefitFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(BenefitResource.PATH)
@RunOnVirtualThread
@Tag(name = "Benefits 政策兑现", description = "企业享受政策的情况 What enterprises have had of policies")
public class BenefitResource {
    static final String PATH = "/v1/benefits";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    BenefitResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listBenefits",
            summary = "政策兑现列表 List benefits",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<BenefitFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Benefit.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readBenefit", summary = "读取政策兑现 Read a benefit")
    public RestResponse<Filed<BenefitFacts>> read(String id) {
        return Answers.read(journal.read(Benefit.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileBenefit",
            summary = "登记政策兑现，编号由系统生成 File a benefit under an id that the server chooses",
            description =
                    "政策须存在且可见；归属企业所在区划；企业须已登记。It belongs to the region of its enterprise, which must be registered.")
    public RestResponse<Filed<BenefitFacts>> file(BenefitFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Benefit.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putBenefit",
            summary = "登记或替换政策兑现 File a benefit or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<BenefitFacts>> put(String id, BenefitFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Benefit.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchBenefit",
            summary = "局部修改政策兑现 Change some facts of a benefit",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<BenefitFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Benefit.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawBenefit",
            summary = "撤回政策兑现 Withdraw a benefit",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<BenefitFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Benefit.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readBenefitHistory", summary = "政策兑现的历次变更 Every version of a benefit, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Benefit.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importBenefits",
            summary = "批量导入政策兑现 Import many benefits",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Benefit.class, body, Text.language(language), conditions::on);
    }
}
