package org.innoledger.ledger.servicerecord;

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
import org.innoledger.ledger.servicerecord.ServiceRecord.ServiceRecordFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ServiceRecordResource.PATH)
@RunOnVirtualThread
@Tag(name = "Service records 推进服务", description = "工作组对企业的推进服务 What work groups did for enterprises")
public class ServiceRecordResource {
    static final String PATH = "/v1/service-records";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    ServiceRecordResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listServiceRecords",
            summary = "推进服务列表 List service records",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<ServiceRecordFacts>>> list(@BeanParam Listing listing) {
        return lists.list(ServiceRecord.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readServiceRecord", summary = "读取推进服务 Read a service record")
    public RestResponse<Filed<ServiceRecordFacts>> read(String id) {
        return Answers.read(journal.read(ServiceRecord.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileServiceRecord",
            summary = "登记推进服务，编号由系统生成 File a service record under an id that the server chooses",
            description =
                    "企业当日须已分派给该工作组，不能跳过步骤。The enterprise is assigned to the work group on that day: no step can be skipped.")
    public RestResponse<Filed<ServiceRecordFacts>> file(ServiceRecordFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(ServiceRecord.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putServiceRecord",
            summary = "登记或替换推进服务 File a service record or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<ServiceRecordFacts>> put(
            String id, ServiceRecordFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(ServiceRecord.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchServiceRecord",
            summary = "局部修改推进服务 Change some facts of a service record",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<ServiceRecordFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(ServiceRecord.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawServiceRecord",
            summary = "撤回推进服务 Withdraw a service record",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<ServiceRecordFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(ServiceRecord.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readServiceRecordHistory",
            summary = "推进服务的历次变更 Every version of a service record, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(ServiceRecord.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importServiceRecords",
            summary = "批量导入推进服务 Import many service records",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(ServiceRecord.class, body, Text.language(language), conditions::on);
    }
}
