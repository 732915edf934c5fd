package org.innoledger.talent.talentgrant;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.talent.talentgrant.TalentGrant.GrantApproval;
import org.innoledger.talent.talentgrant.TalentGrant.GrantEnding;
import org.innoledger.talent.talentgrant.TalentGrant.GrantReview;
import org.innoledger.talent.talentgrant.TalentGrant.GrantState;
import org.innoledger.talent.talentgrant.TalentGrant.TalentGrantFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(TalentGrantResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "人才资助",
        en = "talent grant",
        about = "人才资助：申请、评审、批准、分笔拨付 Grants to talents and platforms: applied for, reviewed, approved, paid in parts")
public class TalentGrantResource {
    static final String PATH = "/v1/grants";

    private final Register<TalentGrantFacts> grants;
    private final GrantSteps steps;

    TalentGrantResource(Registers registers, GrantSteps steps) {
        this.grants = registers.of(TalentGrant.class, PATH);
        this.steps = steps;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<TalentGrantFacts>>> list(@BeanParam Listing listing) {
        return grants.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<TalentGrantFacts>> read(String id) {
        return grants.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "状态为 APPLIED 已申请；资金须为本级或上级的。It begins as APPLIED; the fund is one of its own division or above it.")
    public RestResponse<Filed<TalentGrantFacts>> file(TalentGrantFacts facts, @BeanParam Conditions on) {
        return grants.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<TalentGrantFacts>> put(String id, TalentGrantFacts facts, @BeanParam Conditions on) {
        return grants.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<TalentGrantFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return grants.patch(id, patch, on);
    }

    @POST
    @Path("{id}/review")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "评审 Record the review of an application",
            description =
                    "APPLIED 已申请 → REVIEWED 已评审；须已填写资助标准。With a rule named. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> review(String id, GrantReview review, @BeanParam Conditions on) {
        return grants.act(review, on, when -> steps.review(id, review, when));
    }

    @POST
    @Path("{id}/approval")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "批准 Approve an amount",
            description =
                    "REVIEWED 已评审 → APPROVED 已批准；金额须在当日有效的标准范围内、预算余额之内，标准随资助留存。Within the rule in force on that day and the budget left; the rule is kept with the grant. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> approve(String id, GrantApproval approval, @BeanParam Conditions on) {
        return grants.act(approval, on, when -> steps.approve(id, approval, when));
    }

    @POST
    @Path("{id}/payments")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "拨付 Pay a part of what was approved",
            description =
                    "可分笔；付清后为 PAID 已全部拨付。合计不超过批准金额，同一凭证只付一次；重试请带 Idempotency-Key。In parts, PAID once all is paid; never more than was approved, and once for each voucher; repeat with the same Idempotency-Key. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> pay(String id, GrantPayment payment, @BeanParam Conditions on) {
        return grants.act(payment, on, when -> steps.pay(id, payment, when));
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
    public RestResponse<Filed<TalentGrantFacts>> reverse(String id, GrantReversal reversal, @BeanParam Conditions on) {
        return grants.act(reversal, on, when -> steps.reverse(id, reversal, when));
    }

    @POST
    @Path("{id}/refusal")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "不予资助 Refuse an application",
            description =
                    "APPLIED、REVIEWED → REFUSED 不予资助，须说明原因。With a reason. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> refuse(String id, GrantEnding ending, @BeanParam Conditions on) {
        return grants.act(ending, on, when -> steps.refuse(id, ending, when));
    }

    @POST
    @Path("{id}/closing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "终止 End a grant before all is paid",
            description =
                    "APPROVED 已批准 → TERMINATED 已终止，须说明原因；未拨付部分退回当年预算。With a reason; what is not paid goes back to the budget of its year. 由资金所在区划的审核人办理。By a reviewer who covers the fund's division.")
    public RestResponse<Filed<TalentGrantFacts>> close(String id, GrantEnding ending, @BeanParam Conditions on) {
        return grants.act(ending, on, when -> steps.close(id, ending, when));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "仅 APPLIED 已申请的可撤回。Only while APPLIED.")
    public RestResponse<Filed<TalentGrantFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return grants.withdraw(id, reason, on, Set.of(GrantState.APPLIED));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<TalentGrantFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return grants.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return grants.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return grants.imports(body, on);
    }
}
