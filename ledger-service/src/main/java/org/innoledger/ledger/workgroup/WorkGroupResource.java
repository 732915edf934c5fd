package org.innoledger.ledger.workgroup;

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
import org.innoledger.ledger.workgroup.WorkGroup.WorkGroupFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(WorkGroupResource.PATH)
@RunOnVirtualThread
@Noun(zh = "工作组", en = "work group", about = "三方帮扶的工作组 Groups that serve enterprises which have not begun yet")
public class WorkGroupResource {
    static final String PATH = "/v1/work-groups";

    private final Register<WorkGroupFacts> workGroups;

    WorkGroupResource(Registers registers) {
        this.workGroups = registers.of(WorkGroup.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "并含上级的。Those of the levels above too.")
    public RestResponse<Page<Filed<WorkGroupFacts>>> list(@BeanParam Listing listing) {
        return workGroups.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<WorkGroupFacts>> read(String id) {
        return workGroups.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "成员 5 至 6 人，至少 1 名处级及以上，至少 1 名来自高校、院所或平台的技术人员；市级工作组由市政府负责人牵头。不符的逐条指出。Five to six members, one of division rank, one technical from a university, institute or platform; the group of a city is led by a head of its government. Each rule that fails is named.")
    public RestResponse<Filed<WorkGroupFacts>> file(WorkGroupFacts facts, @BeanParam Conditions on) {
        return workGroups.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<WorkGroupFacts>> put(String id, WorkGroupFacts facts, @BeanParam Conditions on) {
        return workGroups.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<WorkGroupFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return workGroups.patch(id, patch, on);
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(description = "名下企业须仍在其范围内。The enterprises assigned to it must lie within the new one.")
    public RestResponse<Filed<WorkGroupFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(workGroups, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "用于误登；名下仍有分派的不能撤回，工作结束的填 until。For a group filed by mistake; refused while enterprises are assigned to it. One that has done its work is given an until.")
    public RestResponse<Filed<WorkGroupFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return workGroups.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<WorkGroupFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return workGroups.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return workGroups.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return workGroups.imports(body, on);
    }
}
