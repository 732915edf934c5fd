package org.innoledger.ledger.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.StatelessSession;
import org.innoledger.kit.http.Memory;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Portion;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Paged;
import org.innoledger.kit.time.Days;
import org.innoledger.ledger.problem.CampaignProblem.ProblemFacts;
import org.jboss.resteasy.reactive.RestResponse;

/// Problems past their day 超期问题. Whether one is, follows from the day on which it is asked, and is kept
/// nowhere.
@Path("/v1/problems/overdue")
@RunOnVirtualThread
@Tag(name = "Problems 问题清单")
public class ProblemOverdueResource {
    /// Bytes of the problems on a page, beyond which no further one comes.
    private static final int BYTES_MAX = 2 * 1024 * 1024;

    /// Bytes of memory that one byte of a problem takes, as a row, as facts and as an answer.
    private static final long MEMORY_A_BYTE = 3;

    private static final String OVERDUE = Portion.of("""
            select * from problem
            where withdrawn_at is null and status not in ('RESOLVED', 'CONFIRMED')
              and due_on < :today and region between :from and :to
              and (due_on, id) > (:afterDay, :afterId)
              and (:class = '' or problem_class = :class) and (:body = '' or responsible_body = :body)
            order by due_on, id limit :limit""", "bytes", "due_on, id", BYTES_MAX);

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;
    private final Memory memory;

    ProblemOverdueResource(Journal journal, Caller.Current caller, Clock clock, Memory memory) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
        this.memory = memory;
    }

    /// A problem that is past its day.
    @Schema(
            description = "超期问题 A problem past its due date",
            requiredProperties = {"daysOverdue", "problem"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OverdueProblem(
            @Schema(description = "超期天数 Days past the due date", examples = "12")
            long daysOverdue,

            @Schema(description = "问题 The problem") Filed<ProblemFacts> problem) {}

    /// The last problem of a page: what the next one begins after.
    private record After(LocalDate day, String id) {
        /// @throws Problem 400 when it is no key of this list
        static After of(String key) {
            if (key.isEmpty()) {
                return new After(LocalDate.of(1, 1, 1), "");
            }
            try {
                var parts = key.split(" ", 2);
                return new After(Days.read(parts[0]).orElseThrow(() -> new DateTimeException("day")), parts[1]);
            } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor"));
            }
        }

        static String key(OverdueProblem last) {
            return last.problem().facts().dueOn() + " " + last.problem().id();
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listOverdueProblems",
            summary = "超期问题 List problems past their due date, the oldest first",
            description =
                    "未解决、未确认且时限早于今天（北京时间）。在调用方区划范围内。Neither resolved nor confirmed, and due before today in Asia/Shanghai; within the caller's regions.")
    public RestResponse<Page<OverdueProblem>> overdue(
            @BeanParam Paged asked,
            @QueryParam("problemClass")
                    @Parameter(description = "类别 Class", schema = @Schema(implementation = ProblemClass.class))
                    String problemClass,
            @QueryParam("responsibleBody") @Parameter(description = "责任单位 Responsible body", example = "市工信局")
                    String responsibleBody) {
        asked.only("problemClass", "responsibleBody");
        var classes = Arrays.stream(ProblemClass.values()).map(Enum::name).toList();
        var named = problemClass == null ? "" : asked.one("problemClass", problemClass, classes);
        var body = asked.text("responsibleBody", responsibleBody);
        var area = asked.area(caller.get());
        var after = After.of(asked.after());
        var today = LocalDate.now(clock);
        var most = asked.most();
        var held = memory.ofRequest();
        held.more(MEMORY_A_BYTE * BYTES_MAX);
        var rows = journal.reading(session -> rows(session, area, after, today, named, body, most));
        var bytes = rows.stream().mapToLong(CampaignProblem::bytes).sum();
        held.shrink(MEMORY_A_BYTE * bytes);
        var items = rows.stream()
                .limit(most - 1)
                .map(Filed::of)
                .map(problem -> new OverdueProblem(
                        ChronoUnit.DAYS.between(problem.facts().dueOn(), today), problem))
                .toList();
        return asked.page(items, rows.size() == most || bytes >= BYTES_MAX, After::key);
    }

    private static List<CampaignProblem> rows(
            StatelessSession session,
            Area area,
            After after,
            LocalDate today,
            String problemClass,
            String body,
            int most) {
        return session.createNativeQuery(OVERDUE, CampaignProblem.class)
                .setParameter("today", today)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("afterDay", after.day())
                .setParameter("afterId", after.id())
                .setParameter("class", problemClass)
                .setParameter("body", body)
                .setParameter("limit", most)
                .getResultList();
    }
}
