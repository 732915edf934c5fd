package org.innoledger.ledger.assignment;

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
import org.innoledger.ledger.assignment.Assignment.AssignmentFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AssignmentResource.PATH)
@RunOnVirtualThread
@Noun(zh = "对接分派", en = "assignment", about = "企业由哪个工作组对接 Which work group has which enterprise")
public class AssignmentResource {
    static final String PATH = "/v1/assignments";

    private final Register<AssignmentFacts> assignments;

    AssignmentResource(Registers registers) {
        this.assignments = registers.of(Assignment.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<AssignmentFacts>>> list(@BeanParam Listing listing) {
        return assignments.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<AssignmentFacts>> read(String id) {
        return assignments.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "工作组须在企业所在区划或其上级。The work group is of the enterprise's region or one above it.")
    public RestResponse<Filed<AssignmentFacts>> file(AssignmentFacts facts, @BeanParam Conditions on) {
        return assignments.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AssignmentFacts>> put(String id, AssignmentFacts facts, @BeanParam Conditions on) {
        return assignments.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AssignmentFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return assignments.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "该期间已有推进服务记录的不能撤回。Refused while there are service records that rest on it.")
    public RestResponse<Filed<AssignmentFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return assignments.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<AssignmentFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return assignments.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return assignments.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return assignments.imports(body, on);
    }
}
