package org.innoledger.ledger.annualfigures;

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
import org.innoledger.ledger.annualfigures.AnnualFigures.AnnualFiguresFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AnnualFiguresResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Annual figures 年度数据",
        description = "企业各年度的收入、研发与人员数据 What the books and statistics of an enterprise say of one year")
public class AnnualFiguresResource {
    static final String PATH = "/v1/annual-figures";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    AnnualFiguresResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listAnnualFigures",
            summary = "年度数据列表 List annual figures",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<AnnualFiguresFacts>>> list(@BeanParam Listing listing) {
        return lists.list(AnnualFigures.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readAnnualFigures", summary = "读取年度数据 Read annual figures")
    public RestResponse<Filed<AnnualFiguresFacts>> read(String id) {
        return Answers.read(journal.read(AnnualFigures.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileAnnualFigures",
            summary = "登记年度数据，编号由系统生成 File annual figures under an id that the server chooses",
            description =
                    "每企业每年度一份。One for each enterprise and year. 归属企业所在区划；企业须已登记。It belongs to the region of its enterprise, which must be registered.")
    public RestResponse<Filed<AnnualFiguresFacts>> file(AnnualFiguresFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(AnnualFigures.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putAnnualFigures",
            summary = "登记或替换年度数据 File annual figures or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<AnnualFiguresFacts>> put(
            String id, AnnualFiguresFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(AnnualFigures.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchAnnualFigures",
            summary = "局部修改年度数据 Change some facts of annual figures",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<AnnualFiguresFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(AnnualFigures.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawAnnualFigures",
            summary = "撤回年度数据 Withdraw annual figures",
            description =
                    "该企业该年度可重新登记。此后读取答 410，历史仍可查。The enterprise may file that year again. Afterwards 410; the history stays.")
    public RestResponse<Filed<AnnualFiguresFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(AnnualFigures.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readAnnualFiguresHistory",
            summary = "年度数据的历次变更 Every version of annual figures, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(AnnualFigures.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importAnnualFigures",
            summary = "批量导入年度数据 Import many annual figures",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(AnnualFigures.class, body, Text.language(language), conditions::on);
    }
}
