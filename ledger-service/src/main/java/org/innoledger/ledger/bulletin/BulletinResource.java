package org.innoledger.ledger.bulletin;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.ledger.bulletin.Bulletin.BulletinFacts;
import org.innoledger.ledger.bulletin.Bulletin.BulletinState;
import org.innoledger.ledger.bulletin.Bulletin.Order;
import org.innoledger.ledger.coverage.Coverage;
import org.innoledger.ledger.report.ReportRecomputation.Difference;
import org.jboss.resteasy.reactive.RestResponse;

@Path(BulletinResource.PATH)
@RunOnVirtualThread
@Noun(zh = "简报", en = "bulletin", about = "按月通报 Told to everyone, month by month")
public class BulletinResource {
    static final String PATH = "/v1/bulletins";

    private final Register<BulletinFacts> bulletins;
    private final Journal journal;
    private final Validation validation;
    private final Coverage coverage;
    private final Generation generation;
    private final BulletinRecomputation recomputation;
    private final BulletinPage page;
    private final Clock clock;

    BulletinResource(
            Registers registers,
            Journal journal,
            Validation validation,
            Coverage coverage,
            Generation generation,
            BulletinRecomputation recomputation,
            BulletinPage page,
            Clock clock) {
        this.bulletins = registers.of(Bulletin.class, PATH);
        this.journal = journal;
        this.validation = validation;
        this.coverage = coverage;
        this.generation = generation;
        this.recomputation = recomputation;
        this.page = page;
        this.clock = clock;
    }

    /// What computing a bulletin again came to.
    @Schema(
            name = "BulletinRecomputation",
            description = "重算结果 What the recomputation came to",
            requiredProperties = {"position", "agrees", "differences", "correctionsAgree"})
    public record Recomputed(
            @Schema(description = "重算到的流水位置 Position up to which the journal was read", examples = "20480")
            long position,

            @Schema(description = "排名、合计与更正是否全部一致 Whether ranking, totals and corrections all agree", examples = "true")
            boolean agrees,

            @Schema(description = "指标不一致之处 Where figures differ")
            List<Difference> differences,

            @Schema(description = "更正是否一致 Whether the corrections agree", examples = "true")
            boolean correctionsAgree) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "含上级已发布的简报。Also those that the offices above have published.")
    public RestResponse<Page<Filed<BulletinFacts>>> list(@BeanParam Listing listing) {
        return bulletins.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<BulletinFacts>> read(String id) {
        return bulletins.read(id);
    }

    @GET
    @Path("{id}/page")
    @Produces(MediaType.TEXT_HTML)
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readBulletinPage", summary = "可打印的简报页面 The bulletin as a page to print")
    public String page(String id) {
        return page.of(journal.read(Bulletin.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "生成简报草稿 Generate the draft of a bulletin",
            description =
                    "月份须已封账；排名取自冻结的月报，更正取自上一期以来的流水。"
                            + "The month must be closed; the ranking comes from frozen reports, corrections from the journal since the last one.")
    public RestResponse<Filed<BulletinFacts>> generate(Order order, @BeanParam Conditions on) {
        validation.body(order);
        coverage.catchUp();
        var facts = journal.reading(session -> generation.generated(session, order));
        return Answers.written(PATH, journal.file("generated", Bulletin.class, null, facts, on.on(order)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "修改草稿的标题、期号、按语 Change title, number or foreword of a draft",
            description = "生成的内容不变。What was generated stays.")
    public RestResponse<Filed<BulletinFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return bulletins.patch(id, patch, on);
    }

    @POST
    @Path("{id}/publication")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "发布简报 Publish a bulletin",
            description =
                    "DRAFT → PUBLISHED；此后不再变化，下级均可读取。Afterwards it never changes, and everyone below can read it.")
    public RestResponse<Filed<BulletinFacts>> publish(String id, @BeanParam Conditions on) {
        return bulletins.amend("published", id, on, bulletin -> {
            var next = bulletin.advance(BulletinState.PUBLISHED);
            // As precisely as the database keeps it, so that entry and record say the same.
            return next.with(next.facts().published(clock.instant().truncatedTo(ChronoUnit.MICROS)));
        });
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "撤回草稿 Withdraw a draft",
            description =
                    "已发布的不能撤回；撤回草稿后可重新生成。A published one cannot be withdrawn; after a draft another may be generated.")
    public RestResponse<Filed<BulletinFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return bulletins.withdraw(id, reason, on, EnumSet.of(BulletinState.DRAFT));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<BulletinFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return bulletins.restore(id, reason, on);
    }

    @GET
    @Path("{id}/recomputation")
    @RolesAllowed(Caller.READER)
    @Operation(
            summary = "按流水重算简报 Compute a bulletin again from the journal",
            description =
                    "从流水起点重算：比对各行指标与名次、合计、列有哪些更正；不比对按语、趋势、逾期与销号名单。From position 0: compares figures and rank of each line, the whole, and which corrections there are; not foreword, trend, late list and close-outs.")
    public Recomputed recompute(String id) {
        return recomputation.of(journal.read(Bulletin.class, id));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return bulletins.history(id, cursor);
    }
}
