package org.innoledger.talent.post;

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
import org.innoledger.kit.register.Relocation;
import org.innoledger.talent.post.Post.Filling;
import org.innoledger.talent.post.Post.PostFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PostResource.PATH)
@RunOnVirtualThread
@Tag(name = "Posts 岗位", description = "见习实习与招聘岗位 Internships and vacancies")
public class PostResource {
    static final String PATH = "/v1/posts";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    PostResource(
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
            operationId = "listPosts",
            summary = "岗位列表 List posts",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<PostFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Post.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPost", summary = "读取岗位 Read a post")
    public RestResponse<Filed<PostFacts>> read(String id) {
        return Answers.read(journal.read(Post.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "filePost",
            summary = "登记岗位，编号由系统生成 File a post under an id that the server chooses",
            description =
                    "企业可尚未登记。不填 filled 为 0。An employer may be unknown yet. Without `filled` nobody has taken it up.")
    public RestResponse<Filed<PostFacts>> file(PostFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Post.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putPost",
            summary = "登记或替换岗位 File a post or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<PostFacts>> put(String id, PostFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Post.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchPost",
            summary = "局部修改岗位 Change some facts of a post",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<PostFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Post.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/fillings")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fillPost",
            summary = "登记到岗 Record that people have taken up a post",
            description =
                    "到岗人数累加，不超过提供数，超过则 409 并给出两个数字。Adds to those who have; never beyond what is offered: 409 with both figures. Use an Idempotency-Key when the answer may be lost.")
    public RestResponse<Filed<PostFacts>> fill(String id, Filling filling, @BeanParam Conditions conditions) {
        validation.body(filling);
        var today = LocalDate.now(clock);
        return Answers.written(
                PATH,
                journal.amend(
                        "filled", Post.class, id, conditions.on(filling), post -> post.with(filling.of(post, today))));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocatePost",
            summary = "改岗位所属区划 Move a post to another division",
            description = "调用方须辖迁出与迁入两地，须说明原因。The caller must cover both divisions; with a reason.")
    public RestResponse<Filed<PostFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(Post.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawPost",
            summary = "撤回岗位 Withdraw a post that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<PostFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Post.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPostHistory", summary = "岗位的历次变更 Every version of a post, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Post.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importPosts",
            summary = "批量导入岗位 Import many posts",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Post.class, body, Text.language(language), conditions::on);
    }
}
