package org.innoledger.talent.talentgrant;

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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.talent.talentgrant.TalentGrant.GrantApproval;
import org.innoledger.talent.talentgrant.TalentGrant.GrantEnding;
import org.innoledger.talent.talentgrant.TalentGrant.GrantReview;
import org.innoledger.talent.talentgrant.TalentGrant.GrantState;
import org.innoledger.talent.talentgrant.TalentGrant.TalentGrantFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(TalentGrantResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "TalentGrants 人才资助",
        description =
                "人才资助：申请、评审、批准、分笔拨付 Grants to talents and platforms: applied for, reviewed, approved, paid in parts")
public class TalentGrantResource {
    static final String PATH = "/v1/grants";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Validation validation;
    private final GrantSteps steps;

    TalentGrantResource(
            Journal journal,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Validation validation,
            GrantSteps steps) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.validation = validation;
        this.steps = steps;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listTalentGrants",
            summary = "人才资助列表 List grants",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<TalentGrantFacts>>> list(@BeanParam Listing listing) {
        return lists.list(TalentGrant.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readTalentGrant", summary = "读取人才资助 Read a grant")
    public RestResponse<Filed<TalentGrantFacts>> read(String id) {
        return Answers.read(journal.read(TalentGrant.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileTalentGrant",
            summary = "登记人才资助，编号由系统生成 File a grant under an id that the server chooses",
            description =
                    "状态为 APPLIED 已申请；资金须为本级或上级的。It begins as APPLIED; the fund is one of its own division or above it.")
    public RestResponse<Filed<TalentGrantFacts>> file(TalentGrantFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(TalentGrant.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putTalentGrant",
            summary = "登记或替换人才资助 File a grant or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<TalentGrantFacts>> put(
            String id, TalentGrantFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(TalentGrant.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchTalentGrant",
            summary = "局部修改人才资助 Change some facts of a grant",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<TalentGrantFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(TalentGrant.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/review")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "reviewTalentGrant",
            summary = "评审 Record the review of an application",
            description =
                    "APPLIED 已申请 → REVIEWED 已评审；须已填写资助标准。With a rule named. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> review(
            String id, GrantReview review, @BeanParam Conditions conditions) {
        validation.body(review);
        return Answers.written(PATH, steps.review(id, review, conditions.on(review)));
    }

    @POST
    @Path("{id}/approval")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "approveTalentGrant",
            summary = "批准 Approve an amount",
            description =
                    "REVIEWED 已评审 → APPROVED 已批准；金额须在当日有效的标准范围内、预算余额之内，标准随资助留存。Within the rule in force on that day and the budget left; the rule is kept with the grant. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> approve(
            String id, GrantApproval approval, @BeanParam Conditions conditions) {
        validation.body(approval);
        return Answers.written(PATH, steps.approve(id, approval, conditions.on(approval)));
    }

    @POST
    @Path("{id}/payments")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "payTalentGrant",
            summary = "拨付 Pay a part of what was approved",
            description =
                    "可分笔；付清后为 PAID 已全部拨付。合计不超过批准金额，同一凭证只付一次；重试请带 Idempotency-Key。In parts, PAID once all is paid; never more than was approved, and once for each voucher; repeat with the same Idempotency-Key. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> pay(
            String id, GrantPayment payment, @BeanParam Conditions conditions) {
        validation.body(payment);
        return Answers.written(PATH, steps.pay(id, payment, conditions.on(payment)));
    }

    @POST
    @Path("{id}/reversal")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "reverseTalentGrantPayment",
            summary = "冲回录入有误的拨付 Take back a payment that was entered wrongly",
            description =
                    "凭证号可重新使用，原记录留在历史中；PAID 回到 APPROVED。Its voucher can be used again and the history keeps it; PAID becomes APPROVED again. "
                            + "由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> reverse(
            String id, GrantReversal reversal, @BeanParam Conditions conditions) {
        validation.body(reversal);
        return Answers.written(PATH, steps.reverse(id, reversal, conditions.on(reversal)));
    }

    @POST
    @Path("{id}/refusal")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "refuseTalentGrant",
            summary = "不予资助 Refuse an application",
            description =
                    "APPLIED、REVIEWED → REFUSED 不予资助，须说明原因。With a reason. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> refuse(
            String id, GrantEnding ending, @BeanParam Conditions conditions) {
        validation.body(ending);
        return Answers.written(PATH, steps.refuse(id, ending, conditions.on(ending)));
    }

    @POST
    @Path("{id}/closing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "closeTalentGrant",
            summary = "终止 End a grant before all is paid",
            description =
                    "APPROVED 已批准 → TERMINATED 已终止，须说明原因；未拨付部分退回当年预算。With a reason; what is not paid goes back to the budget of its year. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> close(
            String id, GrantEnding ending, @BeanParam Conditions conditions) {
        validation.body(ending);
        return Answers.written(PATH, steps.close(id, ending, conditions.on(ending)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawTalentGrant",
            summary = "撤回人才资助 Withdraw a grant",
            description =
                    "仅 APPLIED 已申请的可撤回；此后读取答 410，历史仍可查。Only while APPLIED; afterwards 410, and the history stays.")
    public RestResponse<Filed<TalentGrantFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(TalentGrant.class, id, reason, conditions.on(reason), Set.of(GrantState.APPLIED)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readTalentGrantHistory", summary = "人才资助的历次变更 Every version of a grant, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(TalentGrant.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importTalentGrants",
            summary = "批量导入人才资助 Import many grants",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(TalentGrant.class, body, Text.language(language), conditions::on);
    }
}
