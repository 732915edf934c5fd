package org.innoledger.talent.supportrule;

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
import org.innoledger.talent.supportrule.SupportRule.SupportRuleFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(SupportRuleResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "资助标准",
        en = "support rule",
        about = "资助标准：按项目类型与人才层次的金额范围 How much a fund gives, by kind of project and grade of talent")
public class SupportRuleResource {
    static final String PATH = "/v1/support-rules";

    private final Register<SupportRuleFacts> supportRules;

    SupportRuleResource(Registers registers) {
        this.supportRules = registers.of(SupportRule.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "并含上级的。Those of the levels above too.")
    public RestResponse<Page<Filed<SupportRuleFacts>>> list(@BeanParam Listing listing) {
        return supportRules.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<SupportRuleFacts>> read(String id) {
        return supportRules.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "与资金同一区划；同一资金、类型、层次的有效期不能重叠，冲突时指出在先的标准与期间。Of the same division as its fund; periods for one fund, kind and grade never overlap, and a refusal names the rule and the period in the way.")
    public RestResponse<Filed<SupportRuleFacts>> file(SupportRuleFacts facts, @BeanParam Conditions on) {
        return supportRules.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SupportRuleFacts>> put(String id, SupportRuleFacts facts, @BeanParam Conditions on) {
        return supportRules.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SupportRuleFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return supportRules.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "已按其批准的资助不受影响。What was approved by it stays approved.")
    public RestResponse<Filed<SupportRuleFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return supportRules.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<SupportRuleFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return supportRules.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return supportRules.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return supportRules.imports(body, on);
    }
}
