package org.innoledger.ledger.closeout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.util.EnumSet;
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
import org.innoledger.ledger.closeout.CloseOut.CloseOutFacts;
import org.innoledger.ledger.closeout.CloseOut.CloseOutState;
import org.innoledger.ledger.closeout.CloseOut.Confirmation;
import org.jboss.resteasy.reactive.RestResponse;

@Path(CloseOutResource.PATH)
@RunOnVirtualThread
@Noun(zh = "销号", en = "close-out", about = "县提出、市确认的销号 Proposed by counties, confirmed by cities")
public class CloseOutResource {
    static final String PATH = "/v1/close-outs";

    private final Register<CloseOutFacts> closeOuts;
    private final CloseOutSteps steps;

    CloseOutResource(Registers registers, CloseOutSteps steps) {
        this.closeOuts = registers.of(CloseOut.class, PATH);
        this.steps = steps;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<CloseOutFacts>>> list(@BeanParam Listing listing) {
        return closeOuts.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<CloseOutFacts>> read(String id) {
        return closeOuts.read(id);
    }

    @POST
    @Path("confirmations")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "confirmCloseOuts",
            summary = "批量确认销号 Confirm many close-outs",
            description =
                    "由市办理；每行 {\"id\": …, \"confirmedOn\": …}。By the city; one such object a line, a result for each.")
    public Imports.Imported confirmMany(InputStream body, @BeanParam Conditions on) {
        return closeOuts.amendEach("confirmed", body, Confirmation.class, on, steps::confirmed);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<CloseOutFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return closeOuts.withdraw(id, reason, on, EnumSet.of(CloseOutState.PROPOSED, CloseOutState.REFUSED));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<CloseOutFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return closeOuts.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return closeOuts.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return closeOuts.imports(body, on);
    }
}
