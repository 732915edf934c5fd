package org.innoledger.platform.sharedresource;

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
import org.innoledger.platform.sharedresource.SharedResource.SharedResourceFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(SharedResourceResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Shared resources 开放共享",
        description = "平台开放共享的仪器设备与服务，及其预约 Instruments and services that platforms share, and their bookings")
public class SharedResourceResource {
    static final String PATH = "/v1/shared-resources";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    SharedResourceResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listSharedResources",
            summary = "共享资源列表 List shared resources",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<SharedResourceFacts>>> list(@BeanParam Listing listing) {
        return lists.list(SharedResource.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readSharedResource", summary = "读取共享资源 Read a shared resource")
    public RestResponse<Filed<SharedResourceFacts>> read(String id) {
        return Answers.read(journal.read(SharedResource.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileSharedResource",
            summary = "登记共享资源，编号由系统生成 File a shared resource under an id that the server chooses",
            description = "归属平台所在区划，随平台迁移。It belongs to the division of its platform and moves with it.")
    public RestResponse<Filed<SharedResourceFacts>> file(SharedResourceFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(SharedResource.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putSharedResource",
            summary = "登记或替换共享资源 File a shared resource or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<SharedResourceFacts>> put(
            String id, SharedResourceFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(SharedResource.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchSharedResource",
            summary = "局部修改共享资源 Change some facts of a shared resource",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<SharedResourceFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(SharedResource.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawSharedResource",
            summary = "撤回共享资源登记 Withdraw a shared resource that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<SharedResourceFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(SharedResource.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readSharedResourceHistory",
            summary = "共享资源的历次变更 Every version of a shared resource, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(SharedResource.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importSharedResources",
            summary = "批量导入共享资源 Import many shared resources",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(SharedResource.class, body, Text.language(language), conditions::on);
    }
}
