package org.innoledger.platform.platformapplication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.PlatformId;
import org.innoledger.platform.platformapplication.PlatformApplication.ApplicationKind;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationFacts;

/// The type is one of those that platforms have, and the platform named is on file: one that works and whose
/// level is below the one asked for, where it is to be raised.
@ApplicationScoped
class PlatformApplicationRule implements Rule<PlatformApplicationFacts> {
    /// The highest first.
    private static final List<String> LEVELS = List.of("NATIONAL", "PROVINCIAL", "MUNICIPAL");

    private static final List<String> RECOGNISED = List.of("APPROVED", "OPERATING");

    private static final RecordSet<Filed<PlatformApplicationFacts>> DRAFTS =
            RecordSet.drafts("d", PlatformApplicationFacts.class, "platform");

    /// Asked when the platform or the level is new, and once more at the approval; an application that was
    /// approved lives on when its platform is raised, merged or withdrawn afterwards. The platform is held
    /// until the transaction ends.
    private static final String NAMED = """
            with d as (select * from %s),
            p as (
                select id, level, status from known_platform
                where id = any (array(select platform from d)) and withdrawn_at is null
                order by id
                for share)
            select d.id, p.level, p.status from d left join p on p.id = d.platform""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<PlatformApplicationFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        var naming = Proposal.changed(
                        proposals,
                        draft -> Arrays.asList(
                                draft.facts().platform(), draft.facts().level(), "APPROVED".equals(draft.status())))
                .stream()
                .filter(draft -> draft.facts().platform() != null)
                .toList();
        Map<String, Tuple> named = writing.query(session -> DRAFTS.query(session, NAMED, Tuple.class, naming).stream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row)));
        var refusals = new HashMap<String, Problem>();
        for (var draft : drafts) {
            var refusal = refusal(draft.facts(), named.get(draft.id()));
            if (refusal != null) {
                refusals.put(draft.id(), refusal);
            }
        }
        return refusals;
    }

    /// Why this application is refused, null where it is not.
    ///
    /// @param platform what is on file of the platform that it names anew; null where it names none anew
    private static Problem refusal(PlatformApplicationFacts facts, Tuple platform) {
        if (platform == null) {
            return null;
        }
        var level = platform.get("level", String.class);
        if (level == null) {
            return unknown(facts.platform());
        }
        return facts.kind() == ApplicationKind.UPGRADE
                ? raised(facts, level, platform.get("status", String.class))
                : filed(facts, level);
    }

    private static Problem unknown(PlatformId platform) {
        return Problem.invalid(platform.unknown().at("/platform"));
    }

    private static Problem raised(PlatformApplicationFacts facts, String level, String status) {
        if (!RECOGNISED.contains(status)) {
            return Problem.refused(
                    "platform_application_recognised",
                    Text.of(
                            "平台 %s 当前为 %s；仅批准建设（APPROVED）与运行（OPERATING）的平台可申报升级。",
                            "Platform %s is %s; only one that is APPROVED or OPERATING can be raised.",
                            facts.platform(),
                            status));
        }
        if (LEVELS.indexOf(facts.level()) >= LEVELS.indexOf(level)) {
            return Problem.refused(
                    "platform_application_higher",
                    Text.of(
                            "平台 %s 已是 %s，申报级别 %s 应更高。",
                            "Platform %s is %s already, and the level asked for, %s, must be higher.",
                            facts.platform(),
                            level,
                            facts.level()));
        }
        return null;
    }

    private static Problem filed(PlatformApplicationFacts facts, String level) {
        return facts.level().equals(level)
                ? null
                : Problem.refused(
                        "platform_application_level",
                        Text.of(
                                "申报的级别为 %s，而平台 %s 登记为 %s。",
                                "The application asks for %s, and platform %s is on file as %s.",
                                facts.level(),
                                facts.platform(),
                                level));
    }
}
