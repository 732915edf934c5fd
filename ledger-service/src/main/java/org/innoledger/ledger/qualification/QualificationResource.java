package org.innoledger.ledger.qualification;

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
import org.innoledger.ledger.qualification.Qualification.QualificationFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(QualificationResource.PATH)
@RunOnVirtualThread
@Tag(name = "Qualifications 资质", description = "企业获得的资质及有效期 What enterprises have been recognised as, and for how long")
public class QualificationResource {
    static final String PATH = "/v1/qualifications";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    QualificationResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listQualifications",
            summary = "资质列表 List qualifications",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<QualificationFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Qualification.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readQualification", summary = "读取资质 Read a qualification")
    public RestResponse<Filed<QualificationFacts>> read(String id) {
        return Answers.read(journal.read(Qualification.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileQualification",
            summary = "登记资质，编号由系统生成 File a qualification under an id that the server chooses",
            description =
                    "同一企业同类资质的有效期不能重叠。Two of one kind never overlap for one enterprise. 归属企业所在区划；企业须已登记。It belongs to the region of its enterprise, which must be registered.")
    public RestResponse<Filed<QualificationFacts>> file(QualificationFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Qualification.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putQualification",
            summary = "登记或替换资质 File a qualification or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<QualificationFacts>> put(
            String id, QualificationFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Qualification.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchQualification",
            summary = "局部修改资质 Change some facts of a qualification",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<QualificationFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Qualification.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawQualification",
            summary = "撤回资质 Withdraw a qualification",
            description =
                    "用于误登；资质被取消的，修改 validTo。此后读取答 410，历史仍可查。For one filed by mistake; one that was taken away gets a validTo. Afterwards 410; the history stays.")
    public RestResponse<Filed<QualificationFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Qualification.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readQualificationHistory",
            summary = "资质的历次变更 Every version of a qualification, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Qualification.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importQualifications",
            summary = "批量导入资质 Import many qualifications",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Qualification.class, body, Text.language(language), conditions::on);
    }
}
