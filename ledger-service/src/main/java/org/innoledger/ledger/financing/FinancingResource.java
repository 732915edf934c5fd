package org.innoledger.ledger.financing;

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
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.ledger.financing.Financing.FinancingFacts;
import org.innoledger.ledger.financing.Financing.Grant;
import org.innoledger.ledger.financing.Financing.Listed;
import org.innoledger.ledger.financing.Financing.Refusal;
import org.innoledger.ledger.financing.Financing.Repayment;
import org.jboss.resteasy.reactive.RestResponse;

@Path(FinancingResource.PATH)
@RunOnVirtualThread
@Tag(name = "Financings 产融对接", description = "产融对接：贷款、股权、基金与挂牌上市 Loans, stakes, funds and listings of enterprises")
public class FinancingResource {
    static final String PATH = "/v1/financings";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    FinancingResource(
            Journal journal,
            Validation validation,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Clock clock) {
        this.journal = journal;
        this.validation = validation;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listFinancings",
            summary = "融资列表 List financings",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<FinancingFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Financing.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readFinancing", summary = "读取融资 Read a financing")
    public RestResponse<Filed<FinancingFacts>> read(String id) {
        return Answers.read(journal.read(Financing.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileFinancing",
            summary = "登记融资，编号由系统生成 File a financing under an id that the server chooses",
            description =
                    "初始状态由日期决定：有 refusedOn 为 REFUSED，listedOn 为 LISTED，repaidOn 为 REPAID，grantedOn 为 GRANTED，否则为 APPLIED。The dates decide in which state it begins; without any but appliedOn it is APPLIED.")
    public RestResponse<Filed<FinancingFacts>> file(FinancingFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Financing.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putFinancing",
            summary = "登记或替换融资 File a financing or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<FinancingFacts>> put(String id, FinancingFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Financing.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchFinancing",
            summary = "局部修改融资 Change some facts of a financing",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<FinancingFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Financing.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/grant")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "grantFinancing",
            summary = "记录批准 Record that a financing was granted",
            description = "APPLIED 已申请 → GRANTED 已批准")
    public RestResponse<Filed<FinancingFacts>> grant(String id, Grant grant, @BeanParam Conditions conditions) {
        validation.body(grant);
        var today = LocalDate.now(clock);
        return amended("granted", id, conditions.on(grant), filed -> grant.of(filed, today));
    }

    @POST
    @Path("{id}/repayment")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "repayFinancing",
            summary = "记录还清 Record that a loan or fund was repaid",
            description = "GRANTED 已批准 → REPAID 已还清，用于贷款与基金。For loans and funds.")
    public RestResponse<Filed<FinancingFacts>> repay(String id, Repayment repayment, @BeanParam Conditions conditions) {
        validation.body(repayment);
        var today = LocalDate.now(clock);
        return amended("settled", id, conditions.on(repayment), filed -> repayment.of(filed, today));
    }

    @POST
    @Path("{id}/listing")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "recordFinancingListing",
            summary = "记录挂牌上市 Record that an enterprise was listed",
            description = "GRANTED 已批准 → LISTED 已挂牌，用于 LISTING。For LISTING.")
    public RestResponse<Filed<FinancingFacts>> listed(String id, Listed listing, @BeanParam Conditions conditions) {
        validation.body(listing);
        var today = LocalDate.now(clock);
        return amended("listed", id, conditions.on(listing), filed -> listing.of(filed, today));
    }

    @POST
    @Path("{id}/refusal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "refuseFinancing",
            summary = "记录未获批准 Record that a financing was refused",
            description = "APPLIED 已申请 → REFUSED 未获批准，须说明原因；经办人可办：决定的是金融机构。"
                    + "With a reason. A clerk may: it is the institution that decided.")
    public RestResponse<Filed<FinancingFacts>> refuse(String id, Refusal refusal, @BeanParam Conditions conditions) {
        validation.body(refusal);
        var today = LocalDate.now(clock);
        return Answers.written(PATH, journal.write(Financing.class, id, conditions.on(refusal), present -> {
            var filed = refusal.of(Journal.existing(Financing.class, id, present), today);
            return new Change<>("refused", filed, refusal.reason(), false);
        }));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawFinancing",
            summary = "撤回融资登记 Withdraw a financing that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<FinancingFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Financing.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readFinancingHistory", summary = "融资的历次变更 Every version of a financing, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Financing.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importFinancings",
            summary = "批量导入融资 Import many financings",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Financing.class, body, Text.language(language), conditions::on);
    }

    private RestResponse<Filed<FinancingFacts>> amended(
            String verb, String id, When when, UnaryOperator<Filed<FinancingFacts>> rule) {
        return Answers.written(PATH, journal.amend(verb, Financing.class, id, when, rule));
    }
}
