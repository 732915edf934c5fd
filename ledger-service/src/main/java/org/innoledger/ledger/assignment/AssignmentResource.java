package org.innoledger.ledger.assignment;

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
import org.innoledger.ledger.assignment.Assignment.AssignmentFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AssignmentResource.PATH)
@RunOnVirtualThread
@Tag(name = "Assignments 对接分派", description = "企业由哪个工作组对接 Which work group has which enterprise")
public class AssignmentResource {
    static final String PATH = "/v1/assignments";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    AssignmentResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listAssignments",
            summary = "对接分派列表 List assignments",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<AssignmentFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Assignment.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readAssignment", summary = "读取对接分派 Read an assignment")
    public RestResponse<Filed<AssignmentFacts>> read(String id) {
        return Answers.read(journal.read(Assignment.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileAssignment",
            summary = "登记对接分派，编号由系统生成 File an assignment under an id that the server chooses",
            description = "工作组须在企业所在区划或其上级。The work group is of the enterprise's region or one above it.")
    public RestResponse<Filed<AssignmentFacts>> file(AssignmentFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Assignment.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putAssignment",
            summary = "登记或替换对接分派 File an assignment or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<AssignmentFacts>> put(
            String id, AssignmentFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Assignment.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchAssignment",
            summary = "局部修改对接分派 Change some facts of an assignment",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<AssignmentFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Assignment.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawAssignment",
            summary = "撤回对接分派 Withdraw an assignment",
            description =
                    "该期间已有推进服务记录的不能撤回。此后读取答 410，历史仍可查。Refused while there are service records that rest on it. Afterwards 410; the history stays.")
    public RestResponse<Filed<AssignmentFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Assignment.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readAssignmentHistory",
            summary = "对接分派的历次变更 Every version of an assignment, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Assignment.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importAssignments",
            summary = "批量导入对接分派 Import many assignments",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Assignment.class, body, Text.language(language), conditions::on);
    }
}
