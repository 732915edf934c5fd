package org.innoledger.ledger.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Relocation;
import org.innoledger.ledger.policy.Policy.PolicyFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PolicyResource.PATH)
@RunOnVirtualThread
@Tag(name = "Policies 政策", description = "政策汇编与政策菜单 The collection of policies, and what each enterprise may claim")
public class PolicyResource {
    static final String PATH = "/v1/policies";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    PolicyResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listPolicies",
            summary = "政策列表 List policies",
            description = "调用方区划范围内的，以及其上级的。Within the caller's regions, and of the divisions above.")
    public RestResponse<Page<Filed<PolicyFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Policy.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPolicy", summary = "读取政策 Read a policy")
    public RestResponse<Filed<PolicyFacts>> read(String id) {
        return Answers.read(journal.read(Policy.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "filePolicy",
            summary = "登记政策，编号由系统生成 File a policy under an id that the server chooses",
            description = "下级可读取上级登记的政策。Those below read what those above have filed.")
    public RestResponse<Filed<PolicyFacts>> file(PolicyFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Policy.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putPolicy",
            summary = "登记或替换政策 File a policy or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<PolicyFacts>> put(String id, PolicyFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Policy.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchPolicy",
            summary = "局部修改政策 Change some facts of a policy",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<PolicyFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Policy.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocatePolicy",
            summary = "变更政策的区划 Move a policy to another division",
            description = "由同时管辖两个区划的上级办理。By whoever covers both divisions.")
    public RestResponse<Filed<PolicyFacts>> relocate(
            String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(Policy.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawPolicy",
            summary = "撤回政策 Withdraw a policy",
            description =
                    "用于误登；已废止的政策修改 validTo。此后读取答 410，历史仍可查。For one filed by mistake; one no longer in force gets a validTo. Afterwards 410; the history stays.")
    public RestResponse<Filed<PolicyFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Policy.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPolicyHistory", summary = "政策的历次变更 Every version of a policy, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Policy.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importPolicies",
            summary = "批量导入政策 Import many policies",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Policy.class, body, Text.language(language), conditions::on);
    }
}
