package org.innoledger.platform.platformevaluation;

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
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationFacts;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.PlatformEvaluationState;
import org.innoledger.platform.platformevaluation.PlatformEvaluation.Publication;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PlatformEvaluationResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "平台评估",
        en = "platform evaluation",
        about = "平台评估：期间、指标、等次与处理 Evaluations of platforms: period, indicators, grade, consequence")
public class PlatformEvaluationResource {
    static final String PATH = "/v1/platform-evaluations";

    private final Register<PlatformEvaluationFacts> platformEvaluations;
    private final PlatformEvaluationPublications publications;

    PlatformEvaluationResource(Registers registers, PlatformEvaluationPublications publications) {
        this.platformEvaluations = registers.of(PlatformEvaluation.class, PATH);
        this.publications = publications;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<PlatformEvaluationFacts>>> list(@BeanParam Listing listing) {
        return platformEvaluations.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<PlatformEvaluationFacts>> read(String id) {
        return platformEvaluations.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "状态为 DRAFT 草稿，归属平台所在区划；平台须在批准建设或运行中。It begins as DRAFT in the region of its platform, which is APPROVED or OPERATING.")
    public RestResponse<Filed<PlatformEvaluationFacts>> file(PlatformEvaluationFacts facts, @BeanParam Conditions on) {
        return platformEvaluations.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PlatformEvaluationFacts>> put(
            String id, PlatformEvaluationFacts facts, @BeanParam Conditions on) {
        return platformEvaluations.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PlatformEvaluationFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return platformEvaluations.patch(id, patch, on);
    }

    @POST
    @Path("{id}/publication")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "publishPlatformEvaluation",
            summary = "公布 Publish an evaluation",
            description =
                    "DRAFT 草稿 → PUBLISHED 已公布，此后不变；平台须在批准建设或运行中，同一期间只公布一次。It does not change any more; the platform is APPROVED or OPERATING, and there is one for each period. 市级由所在市、省级与国家级由省的审核人办理。By a reviewer who covers the city for MUNICIPAL, the province for the others.")
    public RestResponse<Filed<PlatformEvaluationFacts>> publication(
            String id, Publication publication, @BeanParam Conditions on) {
        return platformEvaluations.act(publication, on, when -> publications.publish(id, publication, when));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "仅草稿可撤回。Only drafts.")
    public RestResponse<Filed<PlatformEvaluationFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return platformEvaluations.withdraw(id, reason, on, Set.of(PlatformEvaluationState.DRAFT));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PlatformEvaluationFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return platformEvaluations.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return platformEvaluations.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return platformEvaluations.imports(body, on);
    }
}
