package org.innoledger.talent.expertlist;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.kit.register.Relocation;
import org.innoledger.talent.expertlist.ExpertList.ExpertListFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ExpertListResource.PATH)
@RunOnVirtualThread
@Noun(zh = "专家名单", en = "expert list", about = "高端人才信息库、外部董事人才库与联系服务专家名单 Lists of experts that a body keeps")
public class ExpertListResource {
    static final String PATH = "/v1/expert-lists";

    private final Register<ExpertListFacts> expertLists;
    private final Journal journal;
    private final Clock clock;

    ExpertListResource(Registers registers, Journal journal, Clock clock) {
        this.expertLists = registers.of(ExpertList.class, PATH);
        this.journal = journal;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "并含上级的。Those of the levels above too.")
    public RestResponse<Page<Filed<ExpertListFacts>>> list(@BeanParam Listing listing) {
        return expertLists.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ExpertListFacts>> read(String id) {
        return expertLists.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "下级可读，由所属区划维护。Those below read it; the region that it belongs to keeps it.")
    public RestResponse<Filed<ExpertListFacts>> file(ExpertListFacts facts, @BeanParam Conditions on) {
        return expertLists.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertListFacts>> put(String id, ExpertListFacts facts, @BeanParam Conditions on) {
        return expertLists.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertListFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return expertLists.patch(id, patch, on);
    }

    @GET
    @Path("{id}/members")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listExpertListMembers",
            summary = "某日在册人员 Memberships of a list in force on a day",
            description =
                    "在调用方区划范围内，按起始日期排列，至多 500 条；count 为全部条数，超出时用 GET /v1/expert-memberships?list= 逐页读取。Within the caller's regions, in the order of their beginning, at most 500; `count` is of all. Beyond that page through GET /v1/expert-memberships?list=.")
    public ExpertListMembers members(
            String id,
            @QueryParam("on") @Parameter(description = "日期，缺省为今天 Day, today by default", example = "2026-11-01")
                    LocalDate on) {
        var list = journal.read(ExpertList.class, id);
        var day = on == null ? LocalDate.now(clock) : on;
        return journal.reading(session -> ExpertListMembers.of(session, list.id(), day));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ExpertListFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(expertLists, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertListFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return expertLists.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ExpertListFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return expertLists.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return expertLists.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return expertLists.imports(body, on);
    }
}
