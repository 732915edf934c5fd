package org.innoledger.platform.coachingrecord;

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
import org.innoledger.platform.coachingrecord.CoachingRecord.CoachingRecordFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(CoachingRecordResource.PATH)
@RunOnVirtualThread
@Tag(name = "Coaching 辅导", description = "平台与联盟辅导企业开展创新活动 How platforms and alliances coach enterprises")
public class CoachingRecordResource {
    static final String PATH = "/v1/coaching-records";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    CoachingRecordResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listCoachingRecords",
            summary = "辅导记录列表 List coaching records",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<CoachingRecordFacts>>> list(@BeanParam Listing listing) {
        return lists.list(CoachingRecord.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readCoachingRecord", summary = "读取辅导记录 Read a coaching record")
    public RestResponse<Filed<CoachingRecordFacts>> read(String id) {
        return Answers.read(journal.read(CoachingRecord.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileCoachingRecord",
            summary = "登记辅导记录，编号由系统生成 File a coaching record under an id that the server chooses",
            description =
                    "归属企业所在区划；企业尚未登记的也可先登记。It belongs to the division of the enterprise, which may not be known yet.")
    public RestResponse<Filed<CoachingRecordFacts>> file(CoachingRecordFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(CoachingRecord.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putCoachingRecord",
            summary = "登记或替换辅导记录 File a coaching record or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<CoachingRecordFacts>> put(
            String id, CoachingRecordFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(CoachingRecord.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchCoachingRecord",
            summary = "局部修改辅导记录 Change some facts of a coaching record",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<CoachingRecordFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(CoachingRecord.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawCoachingRecord",
            summary = "撤回辅导记录登记 Withdraw a coaching record that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<CoachingRecordFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(CoachingRecord.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readCoachingRecordHistory",
            summary = "辅导记录的历次变更 Every version of a coaching record, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(CoachingRecord.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importCoachingRecords",
            summary = "批量导入辅导记录 Import many coaching records",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(CoachingRecord.class, body, Text.language(language), conditions::on);
    }
}
