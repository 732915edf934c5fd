package org.innoledger.platform.restructuring;

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
import java.util.EnumSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
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
import org.innoledger.platform.restructuring.Restructuring.Approval;
import org.innoledger.platform.restructuring.Restructuring.Closing;
import org.innoledger.platform.restructuring.Restructuring.RestructuringFacts;
import org.innoledger.platform.restructuring.Restructuring.RestructuringState;
import org.jboss.resteasy.reactive.RestResponse;

@Path(RestructuringResource.PATH)
@RunOnVirtualThread
@Tag(name = "Restructurings 优化重组", description = "创新平台的优化重组：先立后破 Restructuring of platforms: build first, then break")
public class RestructuringResource {
    static final String PATH = "/v1/restructurings";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Acts acts;

    RestructuringResource(
            Journal journal,
            Validation validation,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Acts acts) {
        this.journal = journal;
        this.validation = validation;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.acts = acts;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listRestructurings",
            summary = "优化重组列表 List restructurings",
            description = "在调用方区划范围内，以及上级的。Within the caller's regions, and those of the levels above.")
    public RestResponse<Page<Filed<RestructuringFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Restructuring.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readRestructuring", summary = "读取优化重组 Read a restructuring")
    public RestResponse<Filed<RestructuringFacts>> read(String id) {
        return Answers.read(journal.read(Restructuring.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileRestructuring",
            summary = "登记优化重组，编号由系统生成 File a restructuring under an id that the server chooses",
            description =
                    "后身先作为平台登记（CULTIVATING），再列入。使沿革成环的答 409。Its successors are filed as platforms first (CULTIVATING). One by which the lineage would run in a circle is answered 409.")
    public RestResponse<Filed<RestructuringFacts>> file(RestructuringFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Restructuring.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putRestructuring",
            summary = "登记或替换优化重组 File a restructuring or replace its facts",
            description =
                    "内容相同则不产生新版本；批准后方式、截止日与平台不能再改。The same facts again change nothing; once approved, kind, cut-off and platforms stay.")
    public RestResponse<Filed<RestructuringFacts>> put(
            String id, RestructuringFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Restructuring.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchRestructuring",
            summary = "局部修改优化重组 Change some facts of a restructuring",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<RestructuringFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Restructuring.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/approval")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "approveRestructuring",
            summary = "批准：先立 Approve it: its successors are approved, its predecessors replaced until the cut-off",
            description =
                    "PLANNED → APPROVED。在一个事务中批准全部后身（CULTIVATING → APPROVED；已批准或运行的保持不变），并为全部前身记下截止日；任一平台不符合即全部不办，并指明是哪一个。In one transaction it approves every successor (CULTIVATING → APPROVED; one that is approved or operating stays so) and gives every predecessor until the cut-off. If any platform refuses nothing is written, and the answer says which and why.")
    public RestResponse<Filed<RestructuringFacts>> approve(
            String id, Approval approval, @BeanParam Conditions conditions) {
        validation.body(approval);
        return Answers.written(PATH, acts.approve(id, approval, conditions.on(approval)));
    }

    @POST
    @Path("{id}/closing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "closeRestructuring",
            summary = "办结：后破 Close it: its predecessors end",
            description =
                    "APPROVED → COMPLETED。在一个事务中终止仍在的全部前身：整合为 MERGED，后身级别更高为 UPGRADED，其余为 REVOKED。批准之前、截止日之后答 409；截止日次日仍未办结的由系统按截止日办结。In one transaction it ends every predecessor that is still there: MERGED by INTEGRATE, UPGRADED where a successor's level is higher, else REVOKED. Before the approval, and for a day after the cut-off: 409. What is not closed by the day after the cut-off the service closes as of the cut-off.")
    public RestResponse<Filed<RestructuringFacts>> close(String id, Closing closing, @BeanParam Conditions conditions) {
        validation.body(closing);
        return Answers.written(PATH, acts.close(id, closing, conditions.on(closing)));
    }

    @POST
    @Path("{id}/cancellation")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "cancelRestructuring",
            summary = "取消尚未批准的优化重组 Give up a restructuring that is not approved yet",
            description = "PLANNED → CANCELLED；平台不受影响。No platform is touched.")
    public RestResponse<Filed<RestructuringFacts>> cancel(String id, Reason reason, @BeanParam Conditions conditions) {
        validation.body(reason);
        return Answers.written(PATH, journal.write(Restructuring.class, id, conditions.on(reason), present -> {
            var act = Journal.existing(Restructuring.class, id, present).advance(RestructuringState.CANCELLED);
            return new Change<>("cancelled", act, reason.reason(), false);
        }));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawRestructuring",
            summary = "撤回误登的优化重组 Withdraw a restructuring that was filed by mistake",
            description =
                    "仅 PLANNED、CANCELLED；此后读取答 410，历史仍可查。Only while it is PLANNED or CANCELLED; afterwards 410, and the history stays.")
    public RestResponse<Filed<RestructuringFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(
                        Restructuring.class,
                        id,
                        reason,
                        conditions.on(reason),
                        EnumSet.of(RestructuringState.PLANNED, RestructuringState.CANCELLED)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readRestructuringHistory",
            summary = "优化重组的历次变更 Every version of a restructuring, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Restructuring.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importRestructurings",
            summary = "批量导入优化重组 Import many restructurings",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Restructuring.class, body, Text.language(language), conditions::on);
    }
}
