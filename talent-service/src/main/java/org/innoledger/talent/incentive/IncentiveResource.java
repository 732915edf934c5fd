package org.innoledger.talent.incentive;

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
import org.innoledger.talent.incentive.Incentive.IncentiveFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(IncentiveResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Incentives 激励",
        description = "股权、分红与薪酬激励 Equity, dividends and pay by which people share in what they make")
public class IncentiveResource {
    static final String PATH = "/v1/incentives";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    IncentiveResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listIncentives",
            summary = "激励列表 List incentives",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<IncentiveFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Incentive.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readIncentive", summary = "读取激励 Read an incentive")
    public RestResponse<Filed<IncentiveFacts>> read(String id) {
        return Answers.read(journal.read(Incentive.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileIncentive",
            summary = "登记激励，编号由系统生成 File an incentive under an id that the server chooses",
            description =
                    "随企业所属区划；列出的人员须为可见的人才。It belongs to the region of the enterprise; people who are listed must be talents that the caller can see.")
    public RestResponse<Filed<IncentiveFacts>> file(IncentiveFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Incentive.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putIncentive",
            summary = "登记或替换激励 File an incentive or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<IncentiveFacts>> put(String id, IncentiveFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Incentive.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchIncentive",
            summary = "局部修改激励 Change some facts of an incentive",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<IncentiveFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Incentive.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawIncentive",
            summary = "撤回激励 Withdraw an incentive that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<IncentiveFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Incentive.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readIncentiveHistory",
            summary = "激励的历次变更 Every version of an incentive, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Incentive.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importIncentives",
            summary = "批量导入激励 Import many incentives",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Incentive.class, body, Text.language(language), conditions::on);
    }
}
