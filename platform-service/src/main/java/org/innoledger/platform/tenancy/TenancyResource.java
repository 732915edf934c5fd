package org.innoledger.platform.tenancy;

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
import org.innoledger.kit.journal.Command.Change;
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
import org.innoledger.platform.tenancy.Tenancy.Ending;
import org.innoledger.platform.tenancy.Tenancy.Graduation;
import org.innoledger.platform.tenancy.Tenancy.TenancyFacts;
import org.innoledger.platform.tenancy.Tenancy.TenancyState;
import org.jboss.resteasy.reactive.RestResponse;

@Path(TenancyResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Tenancies 入驻",
        description = "在孵企业与入驻团队，及其场地 Tenants of incubators, parks and pilot bases, and their premises")
public class TenancyResource {
    static final String PATH = "/v1/tenancies";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Validation validation;
    private final Clock clock;

    TenancyResource(
            Journal journal,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Validation validation,
            Clock clock) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.validation = validation;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listTenancies",
            summary = "入驻列表 List tenancies",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<TenancyFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Tenancy.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readTenancy", summary = "读取入驻 Read a tenancy")
    public RestResponse<Filed<TenancyFacts>> read(String id) {
        return Answers.read(journal.read(Tenancy.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileTenancy",
            summary = "登记入驻，编号由系统生成 File a tenancy under an id that the server chooses",
            description =
                    "归属平台所在区划；同一企业或团队不能同时在同一平台入驻两次，面积合计不超过场地，否则答 409 并指出所冲突的。It belongs to the region of its platform. A tenant is there once at a time, and tenants never use more than the premises have; else 409 with what is in the way.")
    public RestResponse<Filed<TenancyFacts>> file(TenancyFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Tenancy.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putTenancy",
            summary = "登记或替换入驻 File a tenancy or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<TenancyFacts>> put(String id, TenancyFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Tenancy.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchTenancy",
            summary = "局部修改入驻 Change some facts of a tenancy",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<TenancyFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Tenancy.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/graduation")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "graduateTenancy",
            summary = "毕业 Let a tenant graduate",
            description = "RESIDENT 在驻 → GRADUATED 已毕业，面积随之空出。Its room is free again.")
    public RestResponse<Filed<TenancyFacts>> graduation(
            String id, Graduation graduation, @BeanParam Conditions conditions) {
        validation.body(graduation);
        var today = LocalDate.now(clock);
        return Answers.written(
                PATH, journal.amend("graduated", Tenancy.class, id, conditions.on(graduation), tenancy -> {
                    var facts = tenancy.facts();
                    var next = tenancy.advance(TenancyState.GRADUATED);
                    return next.with(facts.graduated(
                            Days.since(facts.since(), "/on", graduation.on(), today), graduation.destination()));
                }));
    }

    @POST
    @Path("{id}/ending")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "endTenancy",
            summary = "退出 End a tenancy",
            description = "RESIDENT 在驻 → ENDED 已退出，须说明原因；面积随之空出。With a reason; its room is free again.")
    public RestResponse<Filed<TenancyFacts>> ending(String id, Ending ending, @BeanParam Conditions conditions) {
        validation.body(ending);
        var today = LocalDate.now(clock);
        return Answers.written(PATH, journal.write(Tenancy.class, id, conditions.on(ending), present -> {
            var tenancy = Journal.existing(Tenancy.class, id, present);
            var facts = tenancy.facts();
            var next = tenancy.advance(TenancyState.ENDED);
            var ended = next.with(facts.ended(Days.since(facts.since(), "/on", ending.on(), today)));
            return new Change<>("ended", ended, ending.reason(), false);
        }));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawTenancy",
            summary = "撤回入驻 Withdraw a tenancy",
            description =
                    "误登的才撤回，退出用 ending；此后读取答 410，历史仍可查。For what was filed by mistake; who leaves is ended. Afterwards 410, and the history stays.")
    public RestResponse<Filed<TenancyFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Tenancy.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readTenancyHistory", summary = "入驻的历次变更 Every version of a tenancy, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Tenancy.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importTenancies",
            summary = "批量导入入驻 Import many tenancies",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Tenancy.class, body, Text.language(language), conditions::on);
    }
}
