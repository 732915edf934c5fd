package org.innoledger.talent.expertteam;

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
import org.innoledger.talent.expertteam.ExpertTeam.ExpertTeamFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ExpertTeamResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "专家团队",
        en = "expert team",
        about = "按行业组建、指导企业的专家团队 Teams of experts by industry, and the enterprises that they guide")
public class ExpertTeamResource {
    static final String PATH = "/v1/expert-teams";

    private final Register<ExpertTeamFacts> expertTeams;

    ExpertTeamResource(Registers registers) {
        this.expertTeams = registers.of(ExpertTeam.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "并含上级的。Those of the levels above too.")
    public RestResponse<Page<Filed<ExpertTeamFacts>>> list(@BeanParam Listing listing) {
        return expertTeams.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ExpertTeamFacts>> read(String id) {
        return expertTeams.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "成员须为可见的人才；牵头专家须为成员；企业可尚未登记。Members must be talents that the caller can see, the leader one of them; enterprises may be unknown yet.")
    public RestResponse<Filed<ExpertTeamFacts>> file(ExpertTeamFacts facts, @BeanParam Conditions on) {
        return expertTeams.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertTeamFacts>> put(String id, ExpertTeamFacts facts, @BeanParam Conditions on) {
        return expertTeams.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertTeamFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return expertTeams.patch(id, patch, on);
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ExpertTeamFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(expertTeams, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ExpertTeamFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return expertTeams.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ExpertTeamFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return expertTeams.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return expertTeams.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return expertTeams.imports(body, on);
    }
}
