package org.innoledger.platform.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.journal.Command;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.Platform.PlatformFacts;

/// How platforms take the place of others by an act: the successors are approved and the predecessors marked
/// first, and only then do those end. Many platforms at once, all of them or none.
@ApplicationScoped
public class Succession {
    /// Platforms, held until the transaction ends; in the order of their ids, so that two acts never wait for
    /// each other in a circle.
    private static final String HOLD = """
            select id, name, type, level, status, left(region, 2) as province, subfield_key(subfield) as subfield,
                   replaced_by, withdrawn_at is not null as withdrawn
            from platform where id = any(:ids) order by id for update""";

    private final PlatformUse uses;

    Succession(PlatformUse uses) {
        this.uses = uses;
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

    /// Approves every successor of an act and marks every predecessor as replaced until the cut-off.
    ///
    /// @throws Problem when any of them refuses; it says which and why, and then nothing at all is to be
    ///     written
    public void build(Writing writing, Act act, LocalDate on, LocalDate cutOff) {
        var held = held(writing, act);
        held.values().forEach(Succession::mustBeOnFile);
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
    private void mustNotCross(Writing writing, Act act, Map<String, Held> held) {
        var risen = act.successors().stream().map(PlatformId::value).collect(Collectors.toSet());
        uses.openActs(writing, held.keySet()).stream()
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
                    Problem.illegalState(
                            Text.of("已为 %s，不能再被重组。", "is %s already and cannot be restructured.", predecessor.status()),
                            predecessor.status(),
                            List.of()));
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
    /// @param late whether the day is not chosen but given, so that a platform which took a step after it ends
    ///     on the day of that step
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
