package org.innoledger.ledger.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Industry;
import org.innoledger.ledger.pairing.Pairing.PairingFacts;
import org.innoledger.ledger.pairing.Pairing.PairingKind;

/// One who has done it helps one of the same trade who has not (行业对口): the mentor is ACTIVE or CLOSED, the
/// mentee is neither, and both are of one industry division.
@ApplicationScoped
class PairingRule implements Rule<PairingFacts> {
    private static final Set<String> COVERED = Set.of("ACTIVE", "CLOSED");

    /// Held until the transaction ends, so that neither changes its state meanwhile.
    private static final String ENTERPRISES = """
            select id, industry, status from known_enterprise
            where id = any(cast(:ids as text[])) and withdrawn_at is null
            order by id
            for share""";

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<PairingFacts>> proposals) {
        // A mentee that has begun meanwhile keeps its pairing: that is what it was for.
        var asked = Proposal.changed(proposals, PairingRule::sides).stream()
                .filter(draft -> draft.facts().kind() == PairingKind.ENTERPRISE)
                .toList();
        return writing.query(session -> {
            var enterprises = enterprises(session, asked);
            var refusals = new HashMap<String, Problem>();
            asked.forEach(draft -> {
                var refusal = refusal(draft.facts(), enterprises);
                if (refusal != null) {
                    refusals.put(draft.id(), refusal);
                }
            });
            return refusals;
        });
    }

    /// What the rule looks at in an enterprise.
    private record Side(String division, String status) {
        boolean covered() {
            return COVERED.contains(status);
        }
    }

    private static Object sides(Filed<PairingFacts> draft) {
        return Arrays.asList(
                draft.facts().enterprise(),
                draft.facts().mentor(),
                draft.facts().since());
    }

    private static Map<String, Side> enterprises(StatelessSession session, List<Filed<PairingFacts>> drafts) {
        var ids = drafts.stream()
                .flatMap(draft -> Stream.of(
                        draft.facts().enterprise().value(),
                        draft.facts().mentor().value()))
                .distinct()
                .toArray(String[]::new);
        if (ids.length == 0) {
            return Map.of();
        }
        return session.createNativeQuery(ENTERPRISES, Tuple.class)
                .setParameter("ids", ids, String[].class)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get("id", String.class),
                        row -> new Side(
                                new Industry(row.get("industry", String.class)).division(),
                                row.get("status", String.class))));
    }

    /// Why this pairing is refused, null where it is not.
    private static Problem refusal(PairingFacts facts, Map<String, Side> enterprises) {
        var mentor = enterprises.get(facts.mentor().value());
        var mentee = enterprises.get(facts.enterprise().value());
        if (mentor == null) {
            return Problem.refused(
                    "pairing_mentor_known",
                    Text.of(
                            "在您的区划范围内没有帮扶企业 %s；帮扶企业在其他区划的，由双方共同的上级登记。",
                            "There is no enterprise %s within your regions to be the mentor; where it stands in another region, the office above both files the pairing.",
                            facts.mentor()));
        }
        if (!mentor.covered()) {
            return Problem.refused(
                    "pairing_mentor_active",
                    Text.of(
                            "帮扶企业 %s 当前为 %s，须已开展（ACTIVE）或已销号（CLOSED）。",
                            "The mentor %s is %s now; it must be ACTIVE or CLOSED.", facts.mentor(), mentor.status()));
        }
        // A mentee that was withdrawn meanwhile has no side here; its pairing may still be mended.
        if (mentee != null && !mentor.division().equals(mentee.division())) {
            return Problem.refused(
                    "pairing_same_division",
                    Text.of(
                            "帮扶企业属行业大类 %s，被帮扶企业属 %s，须为同一大类。",
                            "The mentor is of industry division %s and the mentee of %s; they must be of the same.",
                            mentor.division(),
                            mentee.division()));
        }
        if (mentee != null && mentee.covered()) {
            return Problem.refused(
                    "pairing_mentee_not_active",
                    Text.of(
                            "被帮扶企业 %s 当前为 %s，不再需要帮扶企业。",
                            "The mentee %s is %s already and needs no mentor.", facts.enterprise(), mentee.status()));
        }
        return null;
    }
}
