package org.innoledger.platform.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Relocation;
import org.innoledger.platform.platform.Platform.PlatformFacts;
import org.innoledger.platform.platform.Platform.Upgrade;

/// Steps in the life of platforms that look at more than the platform itself: at the acts that name it, or at
/// many platforms at once.
@ApplicationScoped
public class PlatformSteps {
    private static final String LIVE = """
            select status from platform where id = :id and withdrawn_at is null for share""";

    /// The queue of the acts of a province: a merger is a step of lineage as they are.
    private static final String QUEUE = """
            select cast(pg_advisory_xact_lock(hashtextextended('restructuring-' || province, 0)) as text)
            from (select distinct left(region, 2) as province from platform where id = any(:ids)
                  order by province) as provinces""";

    private final Clock clock;
    private final PlatformUse uses;

    PlatformSteps(Clock clock, PlatformUse uses) {
        this.clock = clock;
        this.uses = uses;
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
            throw Problem.illegalState(
                    Text.of(
                            "平台 %s 当前为 %s，不能升级；仅批准建设或运行的平台可以。",
                            "Platform %s is %s now and cannot rise; only one that is approved or operating can.",
                            platform.id(),
                            state),
                    state,
                    state.next());
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
        var acts = uses.openActs(writing, List.of(platform.id()));
        OpenAct.mustNotPrecede(acts);
        OpenAct.mustNotFollow(acts);
        OpenAct.refuse(
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
        OpenAct.refuse(
                uses.openActs(writing, List.of(platform.id())),
                act -> true,
                "平台列于优化重组 %s，不能撤回；请先取消或办结该优化重组。",
                "The platform is named by restructuring %s and cannot be withdrawn; cancel or close that first.");
        return new Change<>("withdrawn", platform, reason.reason(), true);
    }

    /// A platform moves. What an open act names stays where the office that decided it can carry the act out.
    Change<PlatformFacts> relocated(Writing writing, Filed<PlatformFacts> platform, Relocation relocation) {
        var to = relocation.region();
        OpenAct.refuse(
                uses.openActs(writing, List.of(platform.id())),
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

    /// A platform that an approved act ends goes where that act says, and nothing else goes into it.
    private void mustBeFreeToMerge(Writing writing, String platform, String into) {
        var acts = uses.openActs(writing, List.of(platform, into));
        var own = acts.stream().filter(act -> act.platform().equals(platform)).toList();
        OpenAct.mustNotPrecede(own);
        OpenAct.mustNotFollow(own);
        OpenAct.refuse(
                acts,
                act -> !act.planned() && act.ends(),
                "优化重组 %s 已批准，其前身不能合并，也不能并入；请办结该优化重组。",
                "Restructuring %s is approved: its predecessors are not merged and nothing is merged into them; close it.");
    }

    /// A lineage has no circles.
    private void mustNotComeOf(Writing writing, String platform, String into) {
        if (uses.leadsTo(writing, into, platform)) {
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
}
