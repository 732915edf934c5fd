package org.innoledger.talent.fund;

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
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.talent.fund.Fund.FundFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(FundResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Funds 人才资金",
        description = "人才资金：各年度预算与余额 Money set aside for talents: its budgets and what is left of them")
public class FundResource {
    static final String PATH = "/v1/funds";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    FundResource(Journal journal, Register register, Lists lists, History history, Imports imports, Clock clock) {
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
            operationId = "listFunds",
            summary = "人才资金列表 List funds",
            description = "本区划范围内及上级的。Within the caller's regions, and those of the offices above.")
    public RestResponse<Page<Filed<FundFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Fund.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readFund", summary = "读取人才资金 Read a fund")
    public RestResponse<Filed<FundFacts>> read(String id) {
        return Answers.read(journal.read(Fund.class, id));
    }

    @GET
    @Path("{id}/balance")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readFundBalance",
            summary = "资金年度余额 What is left of a fund in a year",
            description = "能读取该资金的均可查询；该年度没有预算的答 404。For whoever may read the fund; 404 for a year without a budget.")
    public FundBalance balance(
            String id,
            @QueryParam("year") @Parameter(description = "年度，缺省为今年 Year, the present one by default", example = "2026")
                    Integer year) {
        return FundBalance.of(
                journal,
                Kind.of(Fund.class).id(id),
                year == null ? LocalDate.now(clock).getYear() : year);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileFund",
            summary = "登记人才资金，编号由系统生成 File a fund under an id that the server chooses",
            description =
                    "归属设立资金的区划；其下各级可读、可申请。It belongs to the division whose fund it is; those below read it and apply for it.")
    public RestResponse<Filed<FundFacts>> file(FundFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Fund.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putFund",
            summary = "登记或替换人才资金 File a fund or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<FundFacts>> put(String id, FundFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Fund.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchFund",
            summary = "局部修改人才资金 Change some facts of a fund",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<FundFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Fund.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawFund",
            summary = "撤回人才资金 Withdraw a fund",
            description =
                    "已有批准金额的不能撤回；此后读取答 410，历史仍可查。Not where money has been approved; afterwards 410, and the history stays.")
    public RestResponse<Filed<FundFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Fund.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readFundHistory", summary = "人才资金的历次变更 Every version of a fund, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Fund.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importFunds",
            summary = "批量导入人才资金 Import many funds",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Fund.class, body, Text.language(language), conditions::on);
    }
}
