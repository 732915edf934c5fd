package org.innoledger.talent.expertteam;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.talent.expertteam.ExpertTeam.ExpertTeamFacts;
import org.innoledger.talent.talent.KnownTalents;

/// Members of a team are talents that the caller can see; the leader is one of them.
@ApplicationScoped
class TeamMembersRule implements Rule<ExpertTeamFacts> {
    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ExpertTeamFacts>> proposals) {
        return KnownTalents.refusals(writing, proposals, "members", ExpertTeamFacts::members);
    }
}
