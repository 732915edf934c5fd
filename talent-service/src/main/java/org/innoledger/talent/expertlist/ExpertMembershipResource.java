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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
import org.innoledger.talent.expertlist.ExpertMembership.ExpertMembershipFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ExpertMembershipResource.PATH)
@RunOnVirtualThread
@Tag(name = "Expert memberships 入选名单", description = "谁在何时入选哪份名单 Who stands in which list, and when")
@Noun(zh = "入选", en = "membership")
public class ExpertMembershipResource {
    static final String PATH = "/v1/expert-memberships";

    private final Register<ExpertMembershipFacts> expertMemberships;

    ExpertMembershipResource(Registers registers) {
        this.expertMemberships = registers.of(ExpertMembership.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            description =
                    "用 ?list=、?talent= 筛选，某日在册人员见 GET /v1/expert-lists/{id}/members。Filter by list or talent. Those in force on a day: GET /v1/expert-lists/{id}/members.")
    public RestResponse<Page<Filed<ExpertMembershipFacts>>> list(@BeanParam Listing listing) {
        return expertMemberships.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ExpertMembershipFacts>> read(String id) {
        return expertMemberships.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "随人才所属区划。同一人在同一名单中的期间不能重叠；名单须可读。It belongs to the region of the talent. Nobody stands in one list twice at the same time; the list must be one that the caller can read.")
    public RestResponse<Filed<ExpertMembershipFacts>> file(ExpertMembershipFacts facts, @BeanParam Conditions on) {
        return expertMemberships.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertMembershipFacts>> put(
            String id, ExpertMembershipFacts facts, @BeanParam Conditions on) {
        return expertMemberships.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertMembershipFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return expertMemberships.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertMembershipFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return expertMemberships.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ExpertMembershipFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return expertMemberships.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return expertMemberships.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return expertMemberships.imports(body, on);
    }
}
