package org.innoledger.platform.platform;

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
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Dependents;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.kit.register.Relocation;
import org.innoledger.platform.platform.Platform.Approval;
import org.innoledger.platform.platform.Platform.Opening;
import org.innoledger.platform.platform.Platform.PlatformFacts;
import org.innoledger.platform.platform.Platform.Upgrade;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PlatformResource.PATH)
@RunOnVirtualThread
@Tag(name = "Platforms 创新平台", description = "创新平台与孵化载体 Laboratories, centres and stations, and incubators")
@Noun(zh = "平台", en = "platform")
public class PlatformResource {
    static final String PATH = "/v1/platforms";

    private final Register<PlatformFacts> platforms;
    private final Journal journal;
    private final Validation validation;
    private final PlatformSteps steps;

    PlatformResource(Registers registers, Journal journal, Validation validation, PlatformSteps steps) {
        this.platforms = registers.of(Platform.class, PATH);
        this.journal = journal;
        this.validation = validation;
        this.steps = steps;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<PlatformFacts>>> list(@BeanParam Listing listing) {
        return platforms.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<PlatformFacts>> read(String id) {
        return platforms.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "初始状态由日期决定：有投入运行日期为 OPERATING，仅有批准日期为 APPROVED，否则为 CULTIVATING。It begins OPERATING where openedOn is given, APPROVED where only approvedOn is, else CULTIVATING.")
    public RestResponse<Filed<PlatformFacts>> file(PlatformFacts facts, @BeanParam Conditions on) {
        return platforms.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "已由优化重组接续的平台及已批准优化重组的后身，类型、级别、省份与细分领域不能改（409）。Type, level, province and subfield stay while an approved restructuring ends the platform or has approved it (409).")
    public RestResponse<Filed<PlatformFacts>> put(String id, PlatformFacts facts, @BeanParam Conditions on) {
        return platforms.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<PlatformFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return platforms.patch(id, patch, on);
    }

    @POST
    @Path("{id}/approval")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "批准建设 Approve a platform that is being cultivated",
            description =
                    "CULTIVATING 培育 → APPROVED 批准建设。同一细分领域已有省级重点实验室的答 409，并指明是哪一个。Where the subfield has its provincial key laboratory already the answer is 409 and names it.")
    public RestResponse<Filed<PlatformFacts>> approve(String id, Approval approval, @BeanParam Conditions on) {
        validation.body(approval);
        return step(
                id,
                on.on(approval),
                "approved",
                platform -> PlatformSteps.unreplaced(platform.advance(PlatformState.APPROVED))
                        .with(platform.facts()
                                .stepped(PlatformStep.of(
                                        approval.on(),
                                        PlatformState.APPROVED,
                                        platform.facts().level(),
                                        approval.documentNumber(),
                                        approval.reason()))));
    }

    @POST
    @Path("{id}/opening")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(summary = "投入运行 Let an approved platform begin to work", description = "APPROVED 批准建设 → OPERATING 运行")
    public RestResponse<Filed<PlatformFacts>> open(String id, Opening opening, @BeanParam Conditions on) {
        validation.body(opening);
        return step(
                id,
                on.on(opening),
                "opened",
                platform -> PlatformSteps.unreplaced(platform.advance(PlatformState.OPERATING))
                        .with(platform.facts()
                                .stepped(PlatformStep.of(
                                        opening.on(),
                                        PlatformState.OPERATING,
                                        platform.facts().level(),
                                        opening.documentNumber(),
                                        opening.reason()))));
    }

    @POST
    @Path("{id}/upgrade")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "升级：平台以更高级别继续运行 Raise a platform to a higher level, at which it goes on",
            description =
                    "MUNICIPAL → PROVINCIAL → NATIONAL；状态不变，历程多一步。由另一平台接续的升级见 /v1/restructurings。The state stays, the course has one step more. Where another platform takes its place, see /v1/restructurings.")
    public RestResponse<Filed<PlatformFacts>> upgrade(String id, Upgrade upgrade, @BeanParam Conditions on) {
        validation.body(upgrade);
        return step(id, on.on(upgrade), "upgraded", platform -> platform.with(steps.raised(platform, upgrade)));
    }

    @POST
    @Path("{id}/merger")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "合并：平台并入另一平台 Merge a platform into another one",
            description =
                    "APPROVED、OPERATING → MERGED；into 须为批准建设或运行的另一平台；使沿革成环的，或任一方是已批准优化重组的前身的，答 409。`into` is another platform that is approved or operating. By which the lineage would run in a circle, or where an approved restructuring ends either of the two: 409.")
    public RestResponse<Filed<PlatformFacts>> merge(String id, Merger merger, @BeanParam Conditions on) {
        validation.body(merger);
        var when = on.on(merger);
        var kind = Kind.of(Platform.class);
        return Answers.written(PATH, journal.writing(when, journal.outcomeOf(kind), writing -> {
            steps.queue(writing, kind.id(id), merger.into().value());
            return Journal.one(
                    writing,
                    kind,
                    kind.id(id),
                    when,
                    present -> steps.merged(writing, Journal.existing(Platform.class, id, present), merger));
        }));
    }

    @POST
    @Path("{id}/revocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "取消平台资格 Revoke a platform",
            description =
                    "CULTIVATING、APPROVED、OPERATING → REVOKED；记录仍可读取。先立后破：未批准的优化重组中被重组的平台不能先撤销，撤销日期也不能早于其批准日期；已批准优化重组的后身在办结前不能撤销（409）。The record stays readable. Build first, then break: a predecessor of a restructuring cannot be revoked before that is approved, nor as of a day before its approval; a successor of an approved one stays until that is closed (409).")
    public RestResponse<Filed<PlatformFacts>> revoke(String id, Revocation revocation, @BeanParam Conditions on) {
        validation.body(revocation);
        return platforms.change(
                id, on.on(revocation), (writing, platform) -> steps.revoked(writing, platform, revocation));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            description =
                    "未办结的优化重组所列的平台不能迁出其区划（409）。A platform that an open restructuring names does not leave that act's region (409).")
    public RestResponse<Filed<PlatformFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        validation.body(relocation);
        var when = on.on(relocation);
        var kind = Kind.of(Platform.class);
        return Answers.written(PATH, journal.writing(when, journal.outcomeOf(kind), writing -> {
            var outcome = Journal.one(
                    writing,
                    kind,
                    kind.id(id),
                    when,
                    present -> steps.relocated(writing, Journal.existing(Platform.class, id, present), relocation));
            Dependents.follow(writing, List.of(outcome.filed().id()));
            return outcome;
        }));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "用于误登；平台被取消用 revocation。优化重组中列出的平台不能撤回。For a record filed by mistake; a platform that loses its recognition is revoked. One that a restructuring names is not withdrawn.")
    public RestResponse<Filed<PlatformFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        validation.body(reason);
        return platforms.change(id, on.on(reason), (writing, platform) -> steps.withdrawn(writing, platform, reason));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<PlatformFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return platforms.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return platforms.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return platforms.imports(body, on);
    }

    /// A step that looks at nothing but the platform itself; its document is told in the history.
    private RestResponse<Filed<PlatformFacts>> step(
            String id, When when, String verb, UnaryOperator<Filed<PlatformFacts>> taken) {
        return platforms.change(id, when, (writing, platform) -> {
            var next = taken.apply(platform);
            return new Change<>(verb, next, next.facts().course().getLast().documentNumber(), false);
        });
    }
}
