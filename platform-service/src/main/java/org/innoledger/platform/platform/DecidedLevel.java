package org.innoledger.platform.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.Platform.PlatformFacts;

/// A level that a reviewer has approved is no longer a clerk's to correct. The course by itself does not
/// always tell who wrote it: an approval without a document number reads as if the platform had been filed as
/// approved.
@ApplicationScoped
class DecidedLevel implements Rule<PlatformFacts> {
    private record Begun(String id, PlatformLevel level) {
        static Begun of(Filed<PlatformFacts> draft) {
            return new Begun(draft.id(), draft.facts().course().getFirst().level());
        }
    }

    private static final RecordSet<Begun> DRAFTS = RecordSet.as("draft", Begun.class);

    /// Those of the drafts that begin at another level than the one on which a verb has been used. An upgrade
    /// leaves the level at which the course began.
    private static final String REWRITTEN = """
            select p.id
            from %s join platform p on p.id = draft.id
            where jsonb_path_query_first(p.course, '$[0].level') <> to_jsonb(draft.level)
                and exists (select from journal j where j.register = 'platform' and j.subject = p.id
                    and j.type in ('platform.approved', 'platform.opened', 'platform.upgraded'))""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<PlatformFacts>> proposals) {
        var drafts = Proposal.staying(proposals).stream().map(Begun::of).toList();
        return writing.query(session -> DRAFTS.query(session, REWRITTEN, String.class, drafts)).stream()
                .collect(Collectors.toMap(Function.identity(), id -> refusal()));
    }

    private static Problem refusal() {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "平台已经办理，级别不能直接改；升级用 POST …/upgrade。",
                        "Steps have been taken on the platform, so its level stays; use POST …/upgrade to raise it."));
    }
}
