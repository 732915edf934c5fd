package org.innoledger.talent.engagement;

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
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.talent.engagement.Engagement.Ending;
import org.innoledger.talent.engagement.Engagement.EngagementFacts;
import org.innoledger.talent.engagement.Engagement.Withdrawal;
import org.jboss.resteasy.reactive.RestResponse;

@Path(EngagementResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Engagements 柔性引才",
        description =
                "院士专家工作站、兼职兼薪、候鸟式、双休日专家等 Talents who work for an enterprise or a platform without belonging there")
public class EngagementResource {
    static final String PATH = "/v1/engagements";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    EngagementResource(
            Journal journal,
            Validation validation,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Clock clock) {
        this.journal = journal;
        this.validation = validation;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listEngagements",
            summary = "柔性引才列表 List engagements",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<EngagementFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Engagement.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readEngagement", summary = "读取柔性引才 Read an engagement")
    public RestResponse<Filed<EngagementFacts>> read(String id) {
        return Answers.read(journal.read(Engagement.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileEngagement",
            summary = "登记柔性引才，编号由系统生成 File an engagement under an id that the server chooses",
            description =
                    "归属用人单位所在区划；用人单位尚未登记的先归报送方并加提示，登记后自动归位。同一人才以同一方式在同一单位的聘期重叠的答 409，并指出已有的聘期。It belongs to the region of its host; while that is not known yet, to whoever filed it, with a remark. One that overlaps another of the same talent, kind and host is answered 409 with the period in the way.")
    public RestResponse<Filed<EngagementFacts>> file(EngagementFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Engagement.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putEngagement",
            summary = "登记或替换柔性引才 File an engagement or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<EngagementFacts>> put(
            String id, EngagementFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Engagement.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchEngagement",
            summary = "局部修改柔性引才 Change some facts of an engagement",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<EngagementFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Engagement.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/ending")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "endEngagement",
            summary = "终止聘任 End an engagement",
            description =
                    "聘期未定或尚未届满的，止日提前至 until 并说明原因。One that is open or has not run out ends on that day, with a reason.")
    public RestResponse<Filed<EngagementFacts>> end(String id, Ending ending, @BeanParam Conditions conditions) {
        validation.body(ending);
        var today = LocalDate.now(clock);
        return Answers.written(PATH, journal.write(Engagement.class, id, conditions.on(ending), present -> {
            var filed = ending.of(Journal.existing(Engagement.class, id, present), today);
            return new Change<>("ended", filed, ending.reason(), false);
        }));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawEngagement",
            summary = "撤回柔性引才 Withdraw an engagement",
            description = "此后读取答 410，历史仍可查，聘期随之空出。Afterwards 410; the history stays, and the period is free again.")
    public RestResponse<Filed<EngagementFacts>> withdraw(
            String id, Withdrawal withdrawal, @BeanParam Conditions conditions) {
        validation.body(withdrawal);
        return Answers.written(
                PATH,
                register.withdraw(Engagement.class, id, new Reason(withdrawal.reason()), conditions.on(withdrawal)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readEngagementHistory",
            summary = "柔性引才的历次变更 Every version of an engagement, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Engagement.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importEngagements",
            summary = "批量导入柔性引才 Import many engagements",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Engagement.class, body, Text.language(language), conditions::on);
    }
}
