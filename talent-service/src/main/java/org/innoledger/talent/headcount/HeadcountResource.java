package org.innoledger.talent.headcount;

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
import org.innoledger.talent.headcount.Headcount.HeadcountFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(HeadcountResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Headcounts 人才队伍统计",
        description = "企业各年度人才队伍人数 How many managers, technical staff and skilled workers an enterprise had in a year")
public class HeadcountResource {
    static final String PATH = "/v1/headcounts";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    HeadcountResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listHeadcounts",
            summary = "人才队伍统计列表 List headcount returns",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<HeadcountFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Headcount.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readHeadcount", summary = "读取人才队伍统计 Read a headcount return")
    public RestResponse<Filed<HeadcountFacts>> read(String id) {
        return Answers.read(journal.read(Headcount.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileHeadcount",
            summary = "登记人才队伍统计，编号由系统生成 File a headcount return under an id that the server chooses",
            description =
                    "归属企业所在区划；企业尚未登记的先归报送方并加提示，企业登记后自动归位。It belongs to the region of its enterprise; while that is not known yet, to whoever filed it, with a remark.")
    public RestResponse<Filed<HeadcountFacts>> file(HeadcountFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Headcount.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putHeadcount",
            summary = "登记或替换人才队伍统计 File a headcount return or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<HeadcountFacts>> put(String id, HeadcountFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Headcount.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchHeadcount",
            summary = "局部修改人才队伍统计 Change some facts of a headcount return",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<HeadcountFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Headcount.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawHeadcount",
            summary = "撤回人才队伍统计 Withdraw a headcount return",
            description =
                    "此后读取答 410，历史仍可查，该企业该年度可重新登记。Afterwards 410; the history stays, and the enterprise may file that year again.")
    public RestResponse<Filed<HeadcountFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Headcount.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readHeadcountHistory",
            summary = "人才队伍统计的历次变更 Every version of a headcount return, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Headcount.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importHeadcounts",
            summary = "批量导入人才队伍统计 Import many headcount returns",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Headcount.class, body, Text.language(language), conditions::on);
    }
}
