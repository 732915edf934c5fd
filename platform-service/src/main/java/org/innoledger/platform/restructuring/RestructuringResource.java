package org.innoledger.platform.restructuring;

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
import java.util.EnumSet;
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
import org.innoledger.platform.restructuring.Restructuring.Approval;
import org.innoledger.platform.restructuring.Restructuring.Closing;
import org.innoledger.platform.restructuring.Restructuring.RestructuringFacts;
import org.innoledger.platform.restructuring.Restructuring.RestructuringState;
import org.jboss.resteasy.reactive.RestResponse;

@Path(RestructuringResource.PATH)
@RunOnVirtualThread
@Noun(zh = "优化重组", en = "restructuring", about = "创新平台的优化重组：先立后破 Restructuring of platforms: build first, then break")
public class RestructuringResource {
    static final String PATH = "/v1/restructurings";

    private final Register<RestructuringFacts> restructurings;
    private final Acts acts;

    RestructuringResource(Registers registers, Acts acts) {
        this.restructurings = registers.of(Restructuring.class, PATH);
        this.acts = acts;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "并含上级的。Those of the levels above too.")
    public RestResponse<Page<Filed<RestructuringFacts>>> list(@BeanParam Listing listing) {
        return restructurings.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<RestructuringFacts>> read(String id) {
        return restructurings.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "后身先作为平台登记（CULTIVATING），再列入。使沿革成环的答 409。Its successors are filed as platforms first (CULTIVATING). One by which the lineage would run in a circle is answered 409.")
    public RestResponse<Filed<RestructuringFacts>> file(RestructuringFacts facts, @BeanParam Conditions on) {
        return restructurings.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "批准后方式、截止日与平台不能再改。Once approved, kind, cut-off and platforms stay.")
    public RestResponse<Filed<RestructuringFacts>> put(String id, RestructuringFacts facts, @BeanParam Conditions on) {
        return restructurings.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<RestructuringFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return restructurings.patch(id, patch, on);
    }

    @POST
    @Path("{id}/approval")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "批准：先立 Approve it: its successors are approved, its predecessors replaced until the cut-off",
            description =
                    "PLANNED → APPROVED。在一个事务中批准全部后身（CULTIVATING → APPROVED；已批准或运行的保持不变），并为全部前身记下截止日；任一平台不符合即全部不办，并指明是哪一个。In one transaction it approves every successor (CULTIVATING → APPROVED; one that is approved or operating stays so) and gives every predecessor until the cut-off. If any platform refuses nothing is written, and the answer says which and why.")
    public RestResponse<Filed<RestructuringFacts>> approve(String id, Approval approval, @BeanParam Conditions on) {
        return restructurings.act(approval, on, when -> acts.approve(id, approval, when));
    }

    @POST
    @Path("{id}/closing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "办结：后破 Close it: its predecessors end",
            description =
                    "APPROVED → COMPLETED。在一个事务中终止仍在的全部前身：整合为 MERGED，后身级别更高为 UPGRADED，其余为 REVOKED。批准之前、截止日之后答 409；截止日次日仍未办结的由系统按截止日办结。In one transaction it ends every predecessor that is still there: MERGED by INTEGRATE, UPGRADED where a successor's level is higher, else REVOKED. Before the approval, and for a day after the cut-off: 409. What is not closed by the day after the cut-off the service closes as of the cut-off.")
    public RestResponse<Filed<RestructuringFacts>> close(String id, Closing closing, @BeanParam Conditions on) {
        return restructurings.act(closing, on, when -> acts.close(id, closing, when));
    }

    @POST
    @Path("{id}/cancellation")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "取消尚未批准的优化重组 Give up a restructuring that is not approved yet",
            description = "PLANNED → CANCELLED；平台不受影响。No platform is touched.")
    public RestResponse<Filed<RestructuringFacts>> cancel(String id, Reason reason, @BeanParam Conditions on) {
        return restructurings.amend(
                "cancelled", id, reason, on, restructuring -> restructuring.advance(RestructuringState.CANCELLED));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "仅 PLANNED、CANCELLED。Only while it is PLANNED or CANCELLED.")
    public RestResponse<Filed<RestructuringFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return restructurings.withdraw(
                id, reason, on, EnumSet.of(RestructuringState.PLANNED, RestructuringState.CANCELLED));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<RestructuringFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return restructurings.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return restructurings.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return restructurings.imports(body, on);
    }
}
