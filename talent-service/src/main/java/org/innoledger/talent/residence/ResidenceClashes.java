package org.innoledger.talent.residence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.residence.Residence.ResidenceFacts;

/// Says how many flats are occupied, where a residence cannot shrink below that or be withdrawn.
@ApplicationScoped
class ResidenceClashes implements Clashes<ResidenceFacts> {
    private static final String WITHIN = "residence_occupancy_within";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<ResidenceFacts> draft) {
        if (!constraint.equals(WITHIN)) {
            return Optional.empty();
        }
        var units = draft.facts().units();
        return writing.query(session -> session.createNativeQuery(
                        "select occupied from residence_occupancy where residence = :id", Integer.class)
                .setParameter("id", draft.id())
                .uniqueResultOptional()
                .map(occupied -> Problem.of(
                        ProblemType.CONFLICT,
                        units < occupied ? fewer(units, occupied) : withdrawn(occupied),
                        Map.of("rule", WITHIN, "units", units, "occupied", occupied))));
    }

    private static Text fewer(int units, int occupied) {
        return Text.of(
                "现有 %2$d 套在住，套数不能改为 %1$d 套；请先办理退房。",
                "%2$d flats are occupied, so there cannot be only %1$d; have flats vacated first.", units, occupied);
    }

    private static Text withdrawn(int occupied) {
        return Text.of(
                "尚有 %d 套在住，不能撤回；请先办理退房。",
                "%d flats are occupied, so it cannot be withdrawn; have them vacated first.", occupied);
    }
}
