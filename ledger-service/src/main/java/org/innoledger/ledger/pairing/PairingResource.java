package org.innoledger.ledger.pairing;

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
import org.innoledger.kit.time.Days;
import org.innoledger.ledger.pairing.Pairing.Ending;
import org.innoledger.ledger.pairing.Pairing.PairingFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PairingResource.PATH)
@RunOnVirtualThread
@Tag(name = "Pairings 帮扶对接", description = "职能对口、属地管理与行业对口 Help by departments, localities and enterprises")
public class PairingResource {
    static final String PATH = "/v1/pairings";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    PairingResource(
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
            operationId = "listPairings",
            summary = "帮扶对接列表 List pairings",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<PairingFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Pairing.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPairing", summary = "读取帮扶对接 Read a pairing")
    public RestResponse<Filed<PairingFacts>> read(String id) {
        return Answers.read(journal.read(Pairing.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "filePairing",
            summary = "登记帮扶对接，编号由系统生成 File a pairing under an id that the server chooses",
            description =
                    "行业对口（ENTERPRISE）：帮扶企业已开展或已销号，与被帮扶企业同一行业大类；被帮扶企业尚未开展，同时只有一家帮扶企业。Kind ENTERPRISE: the mentor is ACTIVE or CLOSED and of the same industry division; the mentee is neither, and has one mentor at a time.")
    public RestResponse<Filed<PairingFacts>> file(PairingFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Pairing.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putPairing",
            summary = "登记或替换帮扶对接 File a pairing or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<PairingFacts>> put(String id, PairingFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Pairing.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchPairing",
            summary = "局部修改帮扶对接 Change some facts of a pairing",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<PairingFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Pairing.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/ending")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "endPairing",
            summary = "结束帮扶对接 End a pairing with its result",
            description = "填写成效与最后一天；再次提交即更正。It takes the result and the last day; sent again, it corrects them.")
    public RestResponse<Filed<PairingFacts>> end(String id, Ending ending, @BeanParam Conditions conditions) {
        validation.body(ending);
        var today = LocalDate.now(clock);
        var until = Days.of("/until", ending.until(), today);
        return Answers.written(
                PATH,
                journal.amend(
                        "ended",
                        Pairing.class,
                        id,
                        conditions.on(ending),
                        pairing -> pairing.with(pairing.facts().ended(until, ending.result()))));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawPairing",
            summary = "撤回帮扶对接 Withdraw a pairing that was filed by mistake",
            description =
                    "用于误登；帮扶结束用 ending。此后读取答 410，历史仍可查。For a pairing filed by mistake; one that is over is ended. Afterwards 410; the history stays.")
    public RestResponse<Filed<PairingFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Pairing.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPairingHistory", summary = "帮扶对接的历次变更 Every version of a pairing, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Pairing.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importPairings",
            summary = "批量导入帮扶对接 Import many pairings",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Pairing.class, body, Text.language(language), conditions::on);
    }
}
