package org.innoledger.ledger.pairing;

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
import java.time.Clock;
import java.time.LocalDate;
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
import org.innoledger.kit.time.Days;
import org.innoledger.ledger.pairing.Pairing.Ending;
import org.innoledger.ledger.pairing.Pairing.PairingFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PairingResource.PATH)
@RunOnVirtualThread
@Noun(zh = "帮扶对接", en = "pairing", about = "职能对口、属地管理与行业对口 Help by departments, localities and enterprises")
public class PairingResource {
    static final String PATH = "/v1/pairings";

    private final Register<PairingFacts> pairings;
    private final Clock clock;

    PairingResource(Registers registers, Clock clock) {
        this.pairings = registers.of(Pairing.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<PairingFacts>>> list(@BeanParam Listing listing) {
        return pairings.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<PairingFacts>> read(String id) {
        return pairings.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "行业对口（ENTERPRISE）：帮扶企业已开展或已销号，与被帮扶企业同一行业大类；被帮扶企业尚未开展，同时只有一家帮扶企业。Kind ENTERPRISE: the mentor is ACTIVE or CLOSED and of the same industry division; the mentee is neither, and has one mentor at a time.")
    public RestResponse<Filed<PairingFacts>> file(PairingFacts facts, @BeanParam Conditions on) {
        return pairings.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PairingFacts>> put(String id, PairingFacts facts, @BeanParam Conditions on) {
        return pairings.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PairingFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return pairings.patch(id, patch, on);
    }

    @POST
    @Path("{id}/ending")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "结束帮扶对接 End a pairing with its result",
            description = "填写成效与最后一天；再次提交即更正。It takes the result and the last day; sent again, it corrects them.")
    public RestResponse<Filed<PairingFacts>> end(String id, Ending ending, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return pairings.amend("ended", id, ending, on, pairing -> {
            var until = Days.since(pairing.facts().since(), "/on", ending.on(), today);
            return pairing.with(pairing.facts().ended(until, ending.result()));
        });
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "用于误登；帮扶结束用 ending。For a pairing filed by mistake; one that is over is ended.")
    public RestResponse<Filed<PairingFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return pairings.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PairingFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return pairings.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return pairings.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return pairings.imports(body, on);
    }
}
