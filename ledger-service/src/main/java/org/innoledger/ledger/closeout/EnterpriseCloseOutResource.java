package org.innoledger.ledger.closeout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.StatelessSession;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.ledger.closeout.CloseOut.CloseOutFacts;
import org.innoledger.ledger.closeout.CloseOut.Confirmation;
import org.innoledger.ledger.closeout.CloseOut.Proposal;
import org.innoledger.ledger.coverage.CoverageState;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/enterprises/{id}/close-out")
@RunOnVirtualThread
@Tag(name = "Close-outs 销号")
public class EnterpriseCloseOutResource {
    private final Journal journal;
    private final Validation validation;
    private final CloseOutSteps steps;
    private final CloseOut.Repository closeOuts;

    EnterpriseCloseOutResource(
            Journal journal, Validation validation, CloseOutSteps steps, CloseOut.Repository closeOuts) {
        this.journal = journal;
        this.validation = validation;
        this.steps = steps;
        this.closeOuts = closeOuts;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readEnterpriseCloseOut", summary = "企业最近一次销号 The latest close-out of an enterprise")
    public RestResponse<Filed<CloseOutFacts>> read(String id) {
        return Answers.read(journal.read(CloseOut.class, journal.reading(session -> latest(session, id))));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "closeOutEnterprise",
            summary = "县提出销号 Propose to close an enterprise out",
            description =
                    "企业须为 ACTIVE 已开展，所附创新活动须已核实并计入本年度。The enterprise must be ACTIVE, the activity verified and counted in the year.")
    @APIResponse(
            responseCode = "201",
            description = "已提出 Proposed",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "FiledCloseOutFacts")))
    public RestResponse<Filed<CloseOutFacts>> propose(String id, Proposal proposal, @BeanParam Conditions conditions) {
        validation.body(proposal);
        var day = steps.day("/on", proposal.on(), null);
        var facts = new CloseOutFacts(
                new CreditCode(id), day.getYear(), proposal.activity(), day, proposal.note(), null, null, null);
        journal.reading(session -> enterprise(session, id));
        return Answers.written(
                CloseOutResource.PATH, journal.file("proposed", CloseOut.class, null, facts, conditions.on(proposal)));
    }

    @POST
    @Path("confirmation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "confirmCloseOut",
            summary = "市确认销号 Confirm a close-out, by the city",
            description = "企业转为 CLOSED 销号。The enterprise becomes CLOSED.")
    public RestResponse<Filed<CloseOutFacts>> confirm(
            String id, Confirmation confirmation, @BeanParam Conditions conditions) {
        validation.body(confirmation);
        return step(
                id,
                conditions.on(confirmation),
                "confirmed",
                null,
                closeOut -> steps.confirmed(closeOut, confirmation));
    }

    @POST
    @Path("refusal")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "refuseCloseOut",
            summary = "市不同意销号 Refuse a close-out with a reason, by the city",
            description = "企业仍为 ACTIVE，县可再次提出。The enterprise stays ACTIVE; the county may propose again.")
    public RestResponse<Filed<CloseOutFacts>> refuse(String id, Reason reason, @BeanParam Conditions conditions) {
        validation.body(reason);
        return step(id, conditions.on(reason), "refused", reason.reason(), steps::refused);
    }

    /// One step of the latest close-out of an enterprise.
    RestResponse<Filed<CloseOutFacts>> step(
            String enterprise, When when, String verb, String reason, UnaryOperator<Filed<CloseOutFacts>> rule) {
        var kind = Kind.<CloseOutFacts>of(CloseOut.class);
        Outcome<CloseOutFacts> outcome = journal.writing(when, journal.outcomeOf(kind), writing -> {
            var id = writing.query(session -> latest(session, enterprise));
            return Journal.one(writing, kind, id, when, present -> {
                var closeOut = Journal.existing(CloseOut.class, id, present);
                return new Change<>(verb, rule.apply(closeOut), reason, false);
            });
        });
        return Answers.written(CloseOutResource.PATH, outcome);
    }

    private String latest(StatelessSession session, String enterprise) {
        var state = enterprise(session, enterprise);
        return closeOuts
                .currentOf(new CreditCode(enterprise))
                .orElseThrow(() -> Problem.illegalState(
                        Text.of(
                                "企业 %s 当前为 %s，没有销号可办理；请先由县提出：POST /v1/enterprises/{id}/close-out",
                                "Enterprise %s is %s and has no close-out; the county proposes one first: POST /v1/enterprises/{id}/close-out",
                                enterprise,
                                state),
                        state,
                        state.next()));
    }

    /// The coverage state of an enterprise.
    ///
    /// @throws Problem 404 when the caller sees none
    private static CoverageState enterprise(StatelessSession session, String id) {
        return session.createNativeQuery(
                        "select status from known_enterprise where id = :id and withdrawn_at is null", String.class)
                .setParameter("id", new CreditCode(id).value())
                .uniqueResultOptional()
                .map(CoverageState::valueOf)
                .orElseThrow(() -> Problem.notFound("enterprise", id));
    }
}
