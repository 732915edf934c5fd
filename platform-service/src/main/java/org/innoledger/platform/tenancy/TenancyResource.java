package org.innoledger.platform.tenancy;

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
import org.innoledger.kit.time.Days;
import org.innoledger.platform.tenancy.Tenancy.Ending;
import org.innoledger.platform.tenancy.Tenancy.Graduation;
import org.innoledger.platform.tenancy.Tenancy.TenancyFacts;
import org.innoledger.platform.tenancy.Tenancy.TenancyState;
import org.jboss.resteasy.reactive.RestResponse;

@Path(TenancyResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "入驻",
        en = "tenancy",
        plural = "tenancies",
        about = "在孵企业与入驻团队，及其场地 Tenants of incubators, parks and pilot bases, and their premises")
public class TenancyResource {
    static final String PATH = "/v1/tenancies";

    private final Register<TenancyFacts> tenancies;
    private final Clock clock;

    TenancyResource(Registers registers, Clock clock) {
        this.tenancies = registers.of(Tenancy.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<TenancyFacts>>> list(@BeanParam Listing listing) {
        return tenancies.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<TenancyFacts>> read(String id) {
        return tenancies.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "归属平台所在区划；同一企业或团队不能同时在同一平台入驻两次，面积合计不超过场地，否则答 409 并指出所冲突的。It belongs to the region of its platform. A tenant is there once at a time, and tenants never use more than the premises have; else 409 with what is in the way.")
    public RestResponse<Filed<TenancyFacts>> file(TenancyFacts facts, @BeanParam Conditions on) {
        return tenancies.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<TenancyFacts>> put(String id, TenancyFacts facts, @BeanParam Conditions on) {
        return tenancies.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<TenancyFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return tenancies.patch(id, patch, on);
    }

    @POST
    @Path("{id}/graduation")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "graduateTenancy",
            summary = "毕业 Let a tenant graduate",
            description = "RESIDENT 在驻 → GRADUATED 已毕业，面积随之空出。Its room is free again.")
    public RestResponse<Filed<TenancyFacts>> graduation(String id, Graduation graduation, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return tenancies.amend("graduated", id, graduation, on, tenancy -> {
            var facts = tenancy.facts();
            var next = tenancy.advance(TenancyState.GRADUATED);
            return next.with(facts.graduated(
                    Days.since(facts.since(), "/on", graduation.on(), today), graduation.destination()));
        });
    }

    @POST
    @Path("{id}/ending")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "endTenancy",
            summary = "退出 End a tenancy",
            description = "RESIDENT 在驻 → ENDED 已退出，须说明原因；面积随之空出。With a reason; its room is free again.")
    public RestResponse<Filed<TenancyFacts>> ending(String id, Ending ending, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return tenancies.amend("ended", id, ending, on, tenancy -> {
            var facts = tenancy.facts();
            var next = tenancy.advance(TenancyState.ENDED);
            return next.with(facts.ended(Days.since(facts.since(), "/on", ending.on(), today)));
        });
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "误登的才撤回，退出用 ending。For what was filed by mistake; who leaves is ended.")
    public RestResponse<Filed<TenancyFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return tenancies.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<TenancyFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return tenancies.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return tenancies.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return tenancies.imports(body, on);
    }
}
