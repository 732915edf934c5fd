package org.innoledger.talent.expertteam;

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
import org.innoledger.talent.expertteam.GuidanceRecord.GuidanceRecordFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(GuidanceRecordResource.PATH)
@RunOnVirtualThread
@Tag(name = "Guidance records 指导记录", description = "专家团队对企业的指导 What expert teams did for enterprises")
public class GuidanceRecordResource {
    static final String PATH = "/v1/guidance-records";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    GuidanceRecordResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listGuidanceRecords",
            summary = "指导记录列表 List guidance records",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<GuidanceRecordFacts>>> list(@BeanParam Listing listing) {
        return lists.list(GuidanceRecord.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readGuidanceRecord", summary = "读取指导记录 Read a guidance record")
    public RestResponse<Filed<GuidanceRecordFacts>> read(String id) {
        return Answers.read(journal.read(GuidanceRecord.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileGuidanceRecord",
            summary = "登记指导记录，编号由系统生成 File a guidance record under an id that the server chooses",
            description =
                    "团队须可读且指导该企业，否则 409；专家须为团队成员。The team must be one that the caller can read and that guides the enterprise, else 409; the experts are members of it.")
    public RestResponse<Filed<GuidanceRecordFacts>> file(GuidanceRecordFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(GuidanceRecord.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putGuidanceRecord",
            summary = "登记或替换指导记录 File a guidance record or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<GuidanceRecordFacts>> put(
            String id, GuidanceRecordFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(GuidanceRecord.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchGuidanceRecord",
            summary = "局部修改指导记录 Change some facts of a guidance record",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<GuidanceRecordFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(GuidanceRecord.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawGuidanceRecord",
            summary = "撤回指导记录 Withdraw a guidance record that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<GuidanceRecordFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(GuidanceRecord.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readGuidanceRecordHistory",
            summary = "指导记录的历次变更 Every version of a guidance record, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(GuidanceRecord.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importGuidanceRecords",
            summary = "批量导入指导记录 Import many guidance records",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(GuidanceRecord.class, body, Text.language(language), conditions::on);
    }
}
