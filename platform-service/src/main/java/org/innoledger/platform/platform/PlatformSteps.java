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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.journal.Command;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Relocation;
import org.innoledger.platform.platform.Platform.Merger;
import org.innoledger.platform.platform.Platform.PlatformFacts;
import org.innoledger.platform.platform.Platform.PlatformState;
import org.innoledger.platform.platform.Platform.PlatformStep;
import org.innoledger.platform.platform.Platform.Revocation;
import org.innoledger.platform.platform.Platform.Upgrade;

/// Steps in the life of platforms that look at more than the platform itself: at the acts that name it, or at
/// many platforms at once.
@ApplicationScoped
public class PlatformSteps {
    /// Platforms, held until the transaction ends; in the order of their ids, so that two acts never wait for
    /// each other in a circle.
    private static final String HOLD = """
            select id, name, type, level, status, left(region, 2) as province, subfield_key(subfield) as subfield,
                   replaced_by, withdrawn_at is not null as withdrawn
            from platform where id = any(:ids) order by id for update""";

    private static final String LIVE = """
            select status from platform where id = :id and withdrawn_at is null for share""";

    /// The acts that name these platforms and are not over, those that the caller may not read among them.
    private static final String OPEN_ACTS = """
            select act.platform, act.id, act.region, act.status, act.approved_on, act.side, act.title,
                   seen.id is not null as readable
            from open_acts(cast(:ids as text[])) as act left join restructuring seen on seen.id = act.id
            order by act.id, act.platform limit 20000""";

    /// The queue of the acts of a province: a merger is a step of lineage as they are.
    private static final String QUEUE = """
            select cast(pg_advisory_xact_lock(hashtextextended('restructuring-' || province, 0)) as text)
            from (select distinct left(region, 2) as province from platform where id = any(:ids)
                  order by province) as provinces""";

    /// Whether one platform comes of another, over any number of acts and mergers.
    private static final String COMES_OF = """
            with recursive walk(platform) as (
                select cast(:from as text)
                union
                select following.platform from walk
                    cross join lateral next_in_lineage(walk.platform, cast(array[] as text[])) as following(platform))
            select platform from walk where platform = :to""";

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
            String replacedBy,
            boolean withdrawn) {
        static Held of(Tuple row) {
            return new Held(
                    row.get("id", String.class),
                    row.get("name", String.class),
                    PlatformType.valueOf(row.get("type", String.class)),
                    PlatformLevel.valueOf(row.get("level", String.class)),
                    PlatformState.valueOf(row.get("status", String.class)),
                    row.get("province", String.class),
                    row.get("subfield", String.class),
                    row.get("replaced_by", String.class),
                    row.get("withdrawn", Boolean.class));
        }

        /// Whether it is there to take the place of others.
        boolean stands() {
            return !withdrawn && status.stands();
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
    PlatformFacts raised(Filed<PlatformFacts> platform, Upgrade upgrade) {
        var to = upgrade.level();
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
        return platform.facts()
                .stepped(PlatformStep.of(day(upgrade.on()), state, to, upgrade.documentNumber(), upgrade.reason()));
    }

    /// A platform goes into another, which must be there.
    Change<PlatformFacts> merged(Writing writing, Filed<PlatformFacts> platform, Merger merger) {
        var into = merger.into().value();
        if (into.equals(platform.id())) {
            throw Problem.invalid(FaultCode.INTO_ITSELF.at("/into"));
        }
        var next = platform.advance(PlatformState.MERGED);
        mustBeFreeToMerge(writing, platform.id(), into);
        var state = writing.query(session -> session.createNativeQuery(LIVE, String.class)
                .setParameter("id", into)
                .getResultList());
        if (state.isEmpty()) {
            var unknown = merger.into().unknown();
            throw Problem.invalid(unknown.at("/into"));
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
        mustNotComeOf(writing, platform.id(), into);
        var on = day(merger.on());
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
        var on = day(revocation.on());
        var acts = openActs(writing, List.of(platform.id()));
        mustNotPrecede(acts);
        mustNotFollow(acts);
        refuse(
                acts,
                act -> act.ends() && on.isBefore(act.approvedOn()),
                "先立后破：优化重组 %1$s 于 %2$s 批准，平台不能早于该日撤销。",
                "Build first, then break: restructuring %1$s was approved on %2$s, and the platform cannot end before that day.");
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
        refuse(
                openActs(writing, List.of(platform.id())),
                act -> true,
                "平台列于优化重组 %s，不能撤回；请先取消或办结该优化重组。",
                "The platform is named by restructuring %s and cannot be withdrawn; cancel or close that first.");
        return new Change<>("withdrawn", platform, reason.reason(), true);
    }

    /// A platform moves. What an open act names stays where the office that decided it can carry the act out.
    Change<PlatformFacts> relocated(Writing writing, Filed<PlatformFacts> platform, Relocation relocation) {
        var to = relocation.region();
        refuse(
                openActs(writing, List.of(platform.id())),
                act -> !to.value().startsWith(act.region().replaceFirst("(0000|00)$", "")),
                "平台列于优化重组 %s，不能迁出其区划；请先取消或办结该优化重组。",
                "The platform is named by restructuring %s and cannot leave that act's region; cancel or close it first.");
        var facts = platform.facts().relocated(to);
        return new Change<>("relocated", platform.with(facts), relocation.reason(), false);
    }

    /// @throws Problem 409 where an act has given the platform's place to others: it is not to begin any more
    static Filed<PlatformFacts> unreplaced(Filed<PlatformFacts> platform) {
        var act = platform.facts().replacedBy();
        if (act != null) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "平台已由优化重组 %s 接续，最迟于 %s 撤销，不再批准或开放。",
                            "The platform has been replaced by restructuring %s and ends on %s at the latest; it is neither approved nor opened any more.",
                            act,
                            platform.facts().replacedUntil()),
                    Map.of("act", act));
        }
        return platform;
    }

    /// An act that names a platform and is not over.
    ///
    /// @param readable whether the caller may read the act; else its id is not told
    private record OpenAct(
            String platform,
            String id,
            String region,
            boolean planned,
            LocalDate approvedOn,
            boolean ends,
            String title,
            boolean readable) {
        static OpenAct of(Tuple row) {
            return new OpenAct(
                    row.get("platform", String.class),
                    row.get("id", String.class),
                    row.get("region", String.class),
                    "PLANNED".equals(row.get("status", String.class)),
                    row.get("approved_on", LocalDate.class),
                    "PREDECESSOR".equals(row.get("side", String.class)),
                    row.get("title", String.class),
                    row.get("readable", Boolean.class));
        }

        Problem refusal(String chinese, String english) {
            var told = "%s (%s)".formatted(readable ? id : region, title);
            return Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(chinese, english, told, approvedOn),
                    readable ? Map.of("act", id) : Map.of());
        }
    }

    private static List<OpenAct> openActs(Writing writing, Collection<String> platforms) {
        return writing.query(session -> session.createNativeQuery(OPEN_ACTS, Tuple.class)
                .setParameter("ids", platforms.toArray(String[]::new), String[].class)
                .getResultStream()
                .map(OpenAct::of)
                .toList());
    }

    /// Refuses for the first of these acts that stands in the way; the texts name the act and the day of its
    /// approval.
    private static void refuse(List<OpenAct> acts, Predicate<OpenAct> inTheWay, String chinese, String english) {
        acts.stream().filter(inTheWay).findFirst().ifPresent(act -> {
            throw act.refusal(chinese, english);
        });
    }

    /// Build first, then break 先立后破: who is to be succeeded stays until the successor is approved.
    private static void mustNotPrecede(List<OpenAct> acts) {
        refuse(
                acts,
                act -> act.planned() && act.ends(),
                "先立后破：平台列于尚未批准的优化重组 %s，须待其批准后再撤销。",
                "Build first, then break: the platform is a predecessor of restructuring %s, and stays until that is approved.");
    }

    /// Whoever takes the place of others is there until those are gone.
    private static void mustNotFollow(List<OpenAct> acts) {
        refuse(
                acts,
                act -> !act.planned() && !act.ends(),
                "平台是优化重组 %s 的后身，该优化重组办结前不能终止。",
                "The platform is a successor of restructuring %s and cannot end before that is closed.");
    }

    /// A platform that an approved act ends goes where that act says, and nothing else goes into it.
    private static void mustBeFreeToMerge(Writing writing, String platform, String into) {
        var acts = openActs(writing, List.of(platform, into));
        var own = acts.stream().filter(act -> act.platform().equals(platform)).toList();
        mustNotPrecede(own);
        mustNotFollow(own);
        refuse(
                acts,
                act -> !act.planned() && act.ends(),
                "优化重组 %s 已批准，其前身不能合并，也不能并入；请办结该优化重组。",
                "Restructuring %s is approved: its predecessors are not merged and nothing is merged into them; close it.");
    }

    /// A lineage has no circles.
    private static void mustNotComeOf(Writing writing, String platform, String into) {
        var circle = writing.query(session -> session.createNativeQuery(COMES_OF, String.class)
                .setParameter("from", into)
                .setParameter("to", platform)
                .getResultList());
        if (!circle.isEmpty()) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "沿革成环：平台 %s 本身出自 %s，不能再并入它。",
                            "The lineage would run in a circle: platform %s has come from %s itself and cannot go into it.",
                            platform,
                            into),
                    Map.of("platform", platform));
        }
    }

    /// To be called before any row is locked: an act waits for rows when it has its place in the queue.
    void queue(Writing writing, String... platforms) {
        writing.query(session -> session.createNativeQuery(QUEUE, String.class)
                .setParameter("ids", platforms, String[].class)
                .getResultList());
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
        held.values().forEach(PlatformSteps::mustBeOnFile);
        mustNotCross(writing, act, held);
        var successors =
                act.successors().stream().map(id -> held.get(id.value())).toList();
        // Predecessors first: the place that they give up is the one that a successor takes.
        if (!successors.isEmpty()) {
            apply(writing, held, act.predecessors(), platform -> {
                var here = held.get(platform.id());
                mustBeFree(here, act);
                var yields = here.stands() && successors.stream().anyMatch(here::rivals);
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

    private static void mustBeOnFile(Held platform) {
        if (platform.withdrawn()) {
            throw about(platform, Problem.of(ProblemType.CONFLICT, Text.of("已撤回。", "is withdrawn.")));
        }
    }

    /// Who takes the place of others is not about to end by another act, and who is to end has not just taken
    /// the place of others that are still there.
    private static void mustNotCross(Writing writing, Act act, Map<String, Held> held) {
        var risen = act.successors().stream().map(PlatformId::value).collect(Collectors.toSet());
        openActs(writing, held.keySet()).stream()
                .filter(other -> !other.planned() && !other.id().equals(act.id()))
                .filter(other -> other.ends() == risen.contains(other.platform()))
                .findFirst()
                .ifPresent(other -> {
                    var refusal = other.ends()
                            ? other.refusal(
                                    "将由优化重组 %s 终止，不能作为后身。",
                                    "is about to end by restructuring %s and cannot be a successor.")
                            : other.refusal(
                                    "是优化重组 %s 的后身，该优化重组办结前不能作为前身。",
                                    "is a successor of restructuring %s and cannot be a predecessor before that is closed.");
                    throw about(held.get(other.platform()), refusal);
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
    /// @throws Problem when any of them refuses, or a successor is not there
    public void breakUp(Writing writing, Act act, LocalDate on, Text why, boolean late) {
        var held = held(writing, act);
        act.successors().stream()
                .map(id -> held.get(id.value()))
                .filter(successor -> !successor.stands())
                .findFirst()
                .ifPresent(successor -> {
                    throw about(
                            successor,
                            Problem.of(
                                    ProblemType.CONFLICT,
                                    Text.of(
                                            "先立后破：后身当前为 %s，前身不能终止。",
                                            "Build first, then break: this successor is %s now, so no predecessor can end.",
                                            successor.withdrawn() ? "WITHDRAWN" : successor.status())));
                });
        var reason = why.zh() + " / " + why.en();
        var there = act.predecessors().stream()
                .filter(id -> !held.get(id.value()).withdrawn())
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

    /// All platforms of an act, those that have been withdrawn since among them.
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
                    Text.of("平台 %s 不在您的区划范围内，此步骤未办理。", "Platform %s is outside your regions; nothing was done.", id),
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
