package org.innoledger.platform.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.innoledger.kit.journal.Command;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Reason;
import org.innoledger.platform.platform.Platform.Merger;
import org.innoledger.platform.platform.Platform.PlatformFacts;
import org.innoledger.platform.platform.Platform.PlatformLevel;
import org.innoledger.platform.platform.Platform.PlatformState;
import org.innoledger.platform.platform.Platform.PlatformStep;
import org.innoledger.platform.platform.Platform.PlatformType;
import org.innoledger.platform.platform.Platform.Revocation;

/// Steps in the life of platforms that look at more than the platform itself: at the acts that name it, or at
/// many platforms at once.
@ApplicationScoped
public class PlatformSteps {
    /// Platforms, held until the transaction ends; in the order of their ids, so that two acts never wait for
    /// each other in a circle.
    private static final String HOLD = """
            select id, name, type, level, status, left(region, 2) as province, subfield_key(subfield) as subfield,
                   replaced_by
            from platform where id = any(:ids) and withdrawn_at is null order by id for update""";

    private static final String LIVE = """
            select status from platform where id = :id and withdrawn_at is null for share""";

    /// The acts that name a platform and are not over. Acts are read by everybody below their region, so none
    /// is overlooked.
    private static final String OPEN_ACTS = """
            select id, document_number, status, predecessors @> to_jsonb(cast(:id as text)) as ends
            from restructuring
            where withdrawn_at is null and status in ('PLANNED', 'APPROVED')
              and (predecessors @> to_jsonb(cast(:id as text)) or successors @> to_jsonb(cast(:id as text)))
            order by id limit 100""";

    private final Clock clock;

    PlatformSteps(Clock clock) {
        this.clock = clock;
    }

    /// A restructuring as far as it concerns the platforms.
    ///
    /// @param id of the act
    /// @param documentNumber of the document that orders the step
    public record Act(
            String id,
            RestructuringKind kind,
            String documentNumber,
            List<PlatformId> predecessors,
            List<PlatformId> successors) {}

    /// A platform that is held.
    private record Held(
            String id,
            String name,
            PlatformType type,
            PlatformLevel level,
            PlatformState status,
            String province,
            String subfield,
            String replacedBy) {
        static Held of(Tuple row) {
            return new Held(
                    row.get("id", String.class),
                    row.get("name", String.class),
                    PlatformType.valueOf(row.get("type", String.class)),
                    PlatformLevel.valueOf(row.get("level", String.class)),
                    PlatformState.valueOf(row.get("status", String.class)),
                    row.get("province", String.class),
                    row.get("subfield", String.class),
                    row.get("replaced_by", String.class));
        }

        /// Whether the two cannot both be there but in the interim of an act.
        boolean rivals(Held other) {
            return type == PlatformType.KEY_LABORATORY
                    && type == other.type
                    && level == other.level
                    && province.equals(other.province)
                    && subfield != null
                    && subfield.equals(other.subfield);
        }
    }

    /// The day of a verb that may leave it out: today in the province.
    LocalDate day(LocalDate given) {
        return given == null ? LocalDate.now(clock) : given;
    }

    /// The facts of a platform that rises in level.
    PlatformFacts raised(Filed<PlatformFacts> platform, PlatformLevel to, LocalDate on, String documentNumber) {
        var state = PlatformState.valueOf(platform.status());
        if (!state.stands()) {
            throw Problem.of(
                    ProblemType.ILLEGAL_STATE,
                    Text.of(
                            "平台 %s 当前为 %s，不能升级；仅批准建设或运行的平台可以。",
                            "Platform %s is %s now and cannot rise; only one that is approved or operating can.",
                            platform.id(),
                            state),
                    Map.of("present", state, "allowed", state.next()));
        }
        if (!to.above(platform.facts().level())) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "平台 %s 现为 %s，只能升入更高级别，不能转为 %s。",
                            "Platform %s is %s now and can only rise, not become %s.",
                            platform.id(),
                            platform.facts().level(),
                            to));
        }
        return platform.facts().stepped(PlatformStep.of(on, state, to, documentNumber));
    }

    /// A platform goes into another, which must be there.
    Change<PlatformFacts> merged(Writing writing, Filed<PlatformFacts> platform, Merger merger) {
        var into = merger.into().value();
        if (into.equals(platform.id())) {
            throw Problem.invalid("/into", "into-itself", Text.of("平台不能并入自身", "A platform cannot go into itself"));
        }
        var next = platform.advance(PlatformState.MERGED);
        mustNotPrecede(writing, platform.id());
        var state = writing.query(session -> session.createNativeQuery(LIVE, String.class)
                .setParameter("id", into)
                .getResultList());
        if (state.isEmpty()) {
            var unknown = merger.into().unknown();
            throw Problem.invalid("/into", unknown.code(), unknown.message());
        }
        if (!PlatformState.valueOf(state.getFirst()).stands()) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "平台 %s 当前为 %s，不能并入；请选批准建设或运行的平台。",
                            "Platform %s is %s now and nothing can go into it; choose one that is approved or operating.",
                            into,
                            state.getFirst()));
        }
        var on = day(merger.on());
        mustEndInTime(platform, on);
        var step = new PlatformStep(
                on,
                PlatformState.MERGED,
                platform.facts().level(),
                merger.documentNumber(),
                merger.reason(),
                null,
                into);
        return new Change<>("merged", next.with(platform.facts().stepped(step)), merger.reason(), false);
    }

    /// A platform ends by itself.
    Change<PlatformFacts> revoked(Writing writing, Filed<PlatformFacts> platform, Revocation revocation) {
        var next = platform.advance(PlatformState.REVOKED);
        mustNotPrecede(writing, platform.id());
        var on = day(revocation.on());
        mustEndInTime(platform, on);
        var step = new PlatformStep(
                on,
                PlatformState.REVOKED,
                platform.facts().level(),
                revocation.documentNumber(),
                revocation.reason(),
                null,
                null);
        return new Change<>("revoked", next.with(platform.facts().stepped(step)), revocation.reason(), false);
    }

    /// A platform should never have been on file, so no act may stand on it.
    Change<PlatformFacts> withdrawn(Writing writing, Filed<PlatformFacts> platform, Reason reason) {
        openActs(writing, platform.id()).stream().findFirst().ifPresent(act -> {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "平台列于优化重组 %s（%s），不能撤回；请先取消或办结该优化重组。",
                            "The platform is named by restructuring %s (%s) and cannot be withdrawn; cancel or close that first.",
                            act.id(),
                            act.documentNumber()),
                    Map.of("act", act.id()));
        });
        return new Change<>("withdrawn", platform, reason.reason(), true);
    }

    private record OpenAct(String id, String documentNumber, boolean planned, boolean ends) {}

    private static List<OpenAct> openActs(Writing writing, String platform) {
        return writing.query(session -> session.createNativeQuery(OPEN_ACTS, Tuple.class)
                .setParameter("id", platform)
                .getResultStream()
                .map(row -> new OpenAct(
                        row.get("id", String.class),
                        row.get("document_number", String.class),
                        "PLANNED".equals(row.get("status", String.class)),
                        Boolean.TRUE.equals(row.get("ends", Boolean.class))))
                .toList());
    }

    /// Build first, then break 先立后破: who is to be succeeded stays until the successor is approved.
    private static void mustNotPrecede(Writing writing, String platform) {
        openActs(writing, platform).stream()
                .filter(act -> act.planned() && act.ends())
                .findFirst()
                .ifPresent(act -> {
                    throw Problem.of(
                            ProblemType.CONFLICT,
                            Text.of(
                                    "先立后破：平台列于尚未批准的优化重组 %s（%s），须待其批准后再撤销。",
                                    "Build first, then break: the platform is a predecessor of restructuring %s (%s), and stays until that is approved.",
                                    act.id(),
                                    act.documentNumber()),
                            Map.of("act", act.id()));
                });
    }

    /// Who has been replaced is gone by the act's cut-off.
    private static void mustEndInTime(Filed<PlatformFacts> platform, LocalDate on) {
        var until = platform.facts().replacedUntil();
        if (until != null && on.isAfter(until)) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "优化重组 %s 的过渡期截止于 %s，平台不能晚于该日终止。",
                            "By restructuring %s the platform ends on %s at the latest.",
                            platform.facts().replacedBy(),
                            until),
                    Map.of("act", platform.facts().replacedBy()));
        }
    }

    /// Approves every successor of an act and marks every predecessor as replaced until the cut-off.
    ///
    /// @throws Problem when any of them refuses; it says which and why, and then nothing at all is to be
    ///     written
    public void build(Writing writing, Act act, LocalDate on, LocalDate cutOff) {
        var held = held(writing, act);
        var successors =
                act.successors().stream().map(id -> held.get(id.value())).toList();
        // Predecessors first: the place that they give up is the one that a successor takes.
        if (!successors.isEmpty()) {
            apply(writing, held, act.predecessors(), platform -> {
                var here = held.get(platform.id());
                mustBeFree(here, act);
                var yields = successors.stream().anyMatch(here::rivals);
                var facts = platform.facts().replaced(act.id(), cutOff, yields);
                return new Change<>("replaced", platform.with(facts), act.documentNumber(), false);
            });
        } else {
            act.predecessors().forEach(id -> mustBeFree(held.get(id.value()), act));
        }
        var rising = act.successors().stream()
                .filter(id -> !held.get(id.value()).status().stands())
                .toList();
        apply(writing, held, rising, platform -> {
            var step = new PlatformStep(
                    on, PlatformState.APPROVED, platform.facts().level(), act.documentNumber(), null, act.id(), null);
            var next = platform.advance(PlatformState.APPROVED)
                    .with(platform.facts().stepped(step));
            return new Change<>("approved", next, act.documentNumber(), false);
        });
    }

    private static void mustBeFree(Held predecessor, Act act) {
        if (predecessor.status().ended()) {
            throw about(
                    predecessor,
                    Problem.of(
                            ProblemType.ILLEGAL_STATE,
                            Text.of("已为 %s，不能再被重组。", "is %s already and cannot be restructured.", predecessor.status()),
                            Map.of("present", predecessor.status(), "allowed", List.of())));
        }
        if (predecessor.replacedBy() != null && !predecessor.replacedBy().equals(act.id())) {
            throw about(
                    predecessor,
                    Problem.of(
                            ProblemType.CONFLICT,
                            Text.of(
                                    "已由优化重组 %s 接续。",
                                    "has been replaced by restructuring %s already.", predecessor.replacedBy()),
                            Map.of("act", predecessor.replacedBy())));
        }
    }

    /// Ends every predecessor of an act that is still there.
    ///
    /// @param late whether the day is not chosen but given, so that a platform which took a step after it
    ///     ends on
    ///     the day of that step
    /// @throws Problem when any of them refuses
    public void breakUp(Writing writing, Act act, LocalDate on, Text why, boolean late) {
        var held = held(writing, act);
        var reason = why.zh() + " / " + why.en();
        var there = act.predecessors().stream()
                .filter(id -> !held.get(id.value()).status().ended())
                .toList();
        apply(writing, held, there, platform -> {
            var latest = platform.facts().latest();
            var day = late && latest != null && latest.isAfter(on) ? latest : on;
            var end = end(act, held, held.get(platform.id()));
            var step =
                    new PlatformStep(day, end, platform.facts().level(), act.documentNumber(), reason, act.id(), null);
            var next = platform.advance(end).with(platform.facts().stepped(step));
            return new Change<>(verb(end), next, reason, false);
        });
    }

    private static String verb(PlatformState end) {
        return switch (end) {
            case UPGRADED -> "superseded";
            case MERGED -> "merged";
            default -> "revoked";
        };
    }

    /// As what a predecessor ends: merged where several become fewer, upgraded where what takes its place is
    /// of a higher level, else revoked.
    private static PlatformState end(Act act, Map<String, Held> held, Held predecessor) {
        if (!predecessor.status().stands()) {
            return PlatformState.REVOKED;
        }
        if (act.kind() == RestructuringKind.INTEGRATE) {
            return PlatformState.MERGED;
        }
        return act.successors().stream()
                        .anyMatch(id -> held.get(id.value()).level().above(predecessor.level()))
                ? PlatformState.UPGRADED
                : PlatformState.REVOKED;
    }

    /// All platforms of an act.
    ///
    /// @throws Problem 409 where the caller does not see one
    private static Map<String, Held> held(Writing writing, Act act) {
        var ids = Stream.of(act.predecessors(), act.successors())
                .flatMap(Collection::stream)
                .map(PlatformId::value)
                .toList();
        var held = new LinkedHashMap<String, Held>();
        writing.query(session -> session.createNativeQuery(HOLD, Tuple.class)
                        .setParameter("ids", ids.toArray(String[]::new), String[].class)
                        .getResultList())
                .forEach(row -> held.put(row.get("id", String.class), Held.of(row)));
        ids.stream().filter(id -> !held.containsKey(id)).findFirst().ifPresent(id -> {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "平台 %s 已撤回或不在您的区划范围内，此步骤未办理。",
                            "Platform %s is withdrawn or outside your regions; nothing was done.", id),
                    Map.of("platform", id));
        });
        return held;
    }

    private static void apply(
            Writing writing,
            Map<String, Held> held,
            List<PlatformId> platforms,
            Function<Filed<PlatformFacts>, Change<PlatformFacts>> decide) {
        var commands = platforms.stream()
                .map(id -> new Command<PlatformFacts>(id.value(), decide))
                .toList();
        for (var result : writing.apply(Platform.class, commands)) {
            if (result.refusal() != null) {
                throw about(held.get(result.id()), result.refusal());
            }
        }
    }

    /// The refusal of one platform, told with its name.
    private static Problem about(Held platform, Problem refusal) {
        var members = new LinkedHashMap<String, Object>(refusal.members);
        if (members.putIfAbsent("platform", platform.id()) != null) {
            return refusal;
        }
        return Problem.of(
                refusal.type == ProblemType.INVALID_REQUEST ? ProblemType.CONFLICT : refusal.type,
                new Text(
                        "平台 %s「%s」：%s".formatted(platform.id(), platform.name(), refusal.detail.zh()),
                        "Platform %s (%s): %s".formatted(platform.id(), platform.name(), refusal.detail.en())),
                members);
    }
}
