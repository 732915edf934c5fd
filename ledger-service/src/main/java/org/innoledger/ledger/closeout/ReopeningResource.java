package org.innoledger.ledger.closeout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.region.Caller;
import org.innoledger.ledger.closeout.CloseOut.CloseOutFacts;
import org.innoledger.ledger.closeout.CloseOut.Reopening;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/enterprises/{id}/reopening")
@RunOnVirtualThread
@Tag(name = "Close-outs 销号")
public class ReopeningResource {
    private final EnterpriseCloseOutResource closeOuts;
    private final Validation validation;
    private final CloseOutSteps steps;

    ReopeningResource(EnterpriseCloseOutResource closeOuts, Validation validation, CloseOutSteps steps) {
        this.closeOuts = closeOuts;
        this.validation = validation;
        this.steps = steps;
    }

    @POST
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "reopenEnterprise",
            summary = "重新打开已销号的企业 Reopen an enterprise that was closed out, by the city",
            description =
                    "企业转为 REOPENED，销号编号与历史保留；再有核实的创新活动即为 ACTIVE。"
                            + "The enterprise becomes REOPENED, number and history stay; another verified activity makes it ACTIVE.")
    public RestResponse<Filed<CloseOutFacts>> reopen(String id, Reopening reopening, @BeanParam Conditions conditions) {
        validation.body(reopening);
        return closeOuts.step(
                id,
                conditions.on(reopening),
                "reopened",
                reopening.reason(),
                closeOut -> steps.reopened(closeOut, reopening));
    }
}
