package org.innoledger.platform.platformapplication;

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
import java.util.Set;
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
import org.innoledger.platform.platformapplication.PlatformApplication.Approval;
import org.innoledger.platform.platformapplication.PlatformApplication.Handling;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationFacts;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationState;
import org.innoledger.platform.platformapplication.PlatformApplication.Rejection;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PlatformApplicationResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "平台申报",
        en = "platform application",
        about =
                "平台申报：拟制、受理、推荐、评审、批准或不予批准 Applications for platforms: drawn up, received, recommended, reviewed, decided")
public class PlatformApplicationResource {
    static final String PATH = "/v1/platform-applications";

    private final Register<PlatformApplicationFacts> platformApplications;
    private final PlatformApplicationSteps steps;

    PlatformApplicationResource(Registers registers, PlatformApplicationSteps steps) {
        this.platformApplications = registers.of(PlatformApplication.class, PATH);
        this.steps = steps;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<PlatformApplicationFacts>>> list(@BeanParam Listing listing) {
        return platformApplications.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<PlatformApplicationFacts>> read(String id) {
        return platformApplications.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "状态为 DRAWN_UP 拟制。It begins as DRAWN_UP.")
    public RestResponse<Filed<PlatformApplicationFacts>> file(
            PlatformApplicationFacts facts, @BeanParam Conditions on) {
        return platformApplications.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PlatformApplicationFacts>> put(
            String id, PlatformApplicationFacts facts, @BeanParam Conditions on) {
        return platformApplications.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PlatformApplicationFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return platformApplications.patch(id, patch, on);
    }

    @POST
    @Path("{id}/acceptance")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "receivePlatformApplication",
            summary = "受理 Receive an application",
            description =
                    "DRAWN_UP 拟制 → RECEIVED 已受理。由申报单位所在市的审核人办理。By a reviewer who covers the city of the applicant.")
    public RestResponse<Filed<PlatformApplicationFacts>> acceptance(
            String id, Handling handling, @BeanParam Conditions on) {
        return platformApplications.act(
                handling, on, when -> steps.handle("received", PlatformApplicationState.RECEIVED, id, handling, when));
    }

    @POST
    @Path("{id}/verification")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "recommendPlatformApplication",
            summary = "审核推荐 Verify and recommend an application",
            description =
                    "RECEIVED 已受理 → RECOMMENDED 已推荐。由申报单位所在市的审核人办理。By a reviewer who covers the city of the applicant.")
    public RestResponse<Filed<PlatformApplicationFacts>> verification(
            String id, Handling handling, @BeanParam Conditions on) {
        return platformApplications.act(
                handling,
                on,
                when -> steps.handle("recommended", PlatformApplicationState.RECOMMENDED, id, handling, when));
    }

    @POST
    @Path("{id}/review")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "评审 Record the review of an application",
            description =
                    "RECOMMENDED 已推荐 → REVIEWED 已评审。市级由所在市、省级与国家级由省的审核人办理。By a reviewer who covers the city for MUNICIPAL, the province for the others.")
    public RestResponse<Filed<PlatformApplicationFacts>> review(
            String id, Handling handling, @BeanParam Conditions on) {
        return platformApplications.act(
                handling, on, when -> steps.handle("reviewed", PlatformApplicationState.REVIEWED, id, handling, when));
    }

    @POST
    @Path("{id}/approval")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "approvePlatformApplication",
            summary = "批准 Approve an application",
            description =
                    "REVIEWED 已评审 → APPROVED 已批准；平台另行登记，编号可在此或以后补填。The platform is filed by itself; its id is given here or later. 市级由所在市、省级与国家级由省的审核人办理。By a reviewer who covers the city for MUNICIPAL, the province for the others.")
    public RestResponse<Filed<PlatformApplicationFacts>> approval(
            String id, Approval approval, @BeanParam Conditions on) {
        return platformApplications.act(approval, on, when -> steps.approve(id, approval, when));
    }

    @POST
    @Path("{id}/refusal")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "refusePlatformApplication",
            summary = "不予批准 Refuse an application",
            description =
                    "REVIEWED 已评审 → REFUSED 不予批准，须说明原因。With a reason. 市级由所在市、省级与国家级由省的审核人办理。By a reviewer who covers the city for MUNICIPAL, the province for the others.")
    public RestResponse<Filed<PlatformApplicationFacts>> refusal(
            String id, Rejection rejection, @BeanParam Conditions on) {
        return platformApplications.act(
                rejection, on, when -> steps.reject("refused", PlatformApplicationState.REFUSED, id, rejection, when));
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "returnPlatformApplication",
            summary = "退回更正 Return an application to be mended",
            description =
                    "→ RETURNED 已退回，须说明原因；改后以 submission 重新提交。With a reason; mended, it is handed in again by `submission`. 推荐前由市、推荐后由所申报级别的审核人办理。By a reviewer of the city until it is recommended, then of the level asked for.")
    public RestResponse<Filed<PlatformApplicationFacts>> giveBack(
            String id, Rejection rejection, @BeanParam Conditions on) {
        return platformApplications.act(
                rejection,
                on,
                when -> steps.reject("returned", PlatformApplicationState.RETURNED, id, rejection, when));
    }

    @POST
    @Path("{id}/submission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "resubmitPlatformApplication",
            summary = "重新提交 Hand in again what was returned",
            description = "RETURNED 已退回 → DRAWN_UP 拟制。After it has been mended.")
    public RestResponse<Filed<PlatformApplicationFacts>> submission(
            String id, Handling handling, @BeanParam Conditions on) {
        return platformApplications.act(
                handling, on, when -> steps.handle("submitted", PlatformApplicationState.DRAWN_UP, id, handling, when));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "仅 DRAWN_UP、RETURNED 的可撤回。Only while DRAWN_UP or RETURNED.")
    public RestResponse<Filed<PlatformApplicationFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return platformApplications.withdraw(
                id, reason, on, Set.of(PlatformApplicationState.DRAWN_UP, PlatformApplicationState.RETURNED));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PlatformApplicationFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return platformApplications.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return platformApplications.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return platformApplications.imports(body, on);
    }
}
