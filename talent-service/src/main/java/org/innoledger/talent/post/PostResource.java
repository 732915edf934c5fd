package org.innoledger.talent.post;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.kit.register.Relocation;
import org.innoledger.talent.post.Post.Filling;
import org.innoledger.talent.post.Post.PostFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PostResource.PATH)
@RunOnVirtualThread
@Noun(zh = "岗位", en = "post", about = "见习实习与招聘岗位 Internships and vacancies")
public class PostResource {
    static final String PATH = "/v1/posts";

    private final Register<PostFacts> posts;
    private final Clock clock;

    PostResource(Registers registers, Clock clock) {
        this.posts = registers.of(Post.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<PostFacts>>> list(@BeanParam Listing listing) {
        return posts.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<PostFacts>> read(String id) {
        return posts.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "企业可尚未登记。不填 filled 为 0。An employer may be unknown yet. Without `filled` nobody has taken it up.")
    public RestResponse<Filed<PostFacts>> file(PostFacts facts, @BeanParam Conditions on) {
        return posts.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PostFacts>> put(String id, PostFacts facts, @BeanParam Conditions on) {
        return posts.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PostFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return posts.patch(id, patch, on);
    }

    @POST
    @Path("{id}/fillings")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "登记到岗 Record that people have taken up a post",
            description =
                    "到岗人数累加，不超过提供数，超过则 409 并给出两个数字。Adds to those who have; never beyond what is offered: 409 with both figures. Use an Idempotency-Key when the answer may be lost.")
    public RestResponse<Filed<PostFacts>> fill(String id, Filling filling, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return posts.amend("filled", id, filling, on, post -> post.with(filling.of(post, today)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PostFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(posts, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PostFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return posts.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PostFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return posts.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return posts.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return posts.imports(body, on);
    }
}
