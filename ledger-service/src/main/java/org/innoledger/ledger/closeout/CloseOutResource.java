package org.innoledger.ledger.closeout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.util.EnumSet;
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
import org.innoledger.ledger.closeout.CloseOut.CloseOutFacts;
import org.innoledger.ledger.closeout.CloseOut.CloseOutState;
import org.innoledger.ledger.closeout.CloseOut.Confirmation;
import org.jboss.resteasy.reactive.RestResponse;

@Path(CloseOutResource.PATH)
@RunOnVirtualThread
@Tag(name = "Close-outs 销号", description = "县提出、市确认的销号 Proposed by counties, confirmed by cities")
public class CloseOutResource {
    static final String PATH = "/v1/close-outs";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final CloseOutSteps steps;

    CloseOutResource(
            Journal journal, Register register, Lists lists, History history, Imports imports, CloseOutSteps steps) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.steps = steps;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listCloseOuts",
            summary = "销号列表 List close-outs",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<CloseOutFacts>>> list(@BeanParam Listing listing) {
        return lists.list(CloseOut.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readCloseOut", summary = "读取销号 Read a close-out")
    public RestResponse<Filed<CloseOutFacts>> read(String id) {
        return Answers.read(journal.read(CloseOut.class, id));
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
    public Imports.Imported confirmMany(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.verbs(
                CloseOut.class,
                body,
                Text.language(language),
                conditions::on,
                "confirmed",
                Confirmation.class,
                steps::confirmed);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawCloseOut",
            summary = "撤回销号 Withdraw a close-out that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<CloseOutFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(
                        CloseOut.class,
                        id,
                        reason,
                        conditions.on(reason),
                        EnumSet.of(CloseOutState.PROPOSED, CloseOutState.REFUSED)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readCloseOutHistory", summary = "销号的历次变更 Every version of a close-out, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(CloseOut.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importCloseOuts",
            summary = "批量导入销号 Import many close-outs",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。"
                            + "One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(CloseOut.class, body, Text.language(language), conditions::on);
    }
}
