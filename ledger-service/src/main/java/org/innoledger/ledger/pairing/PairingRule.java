package org.innoledger.ledger.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Industry;
import org.innoledger.ledger.pairing.Pairing.PairingFacts;
import org.innoledger.ledger.pairing.Pairing.PairingKind;

/// One who has done it helps one of the same trade who has not (行业对口): the mentor is ACTIVE or CLOSED, the
/// mentee is neither, and both are of one industry division.
@ApplicationScoped
class PairingRule implements Rule<PairingFacts> {
    private static final Set<String> COVERED = Set.of("ACTIVE", "CLOSED");

    /// A mentee that has begun meanwhile keeps its pairing: that is what it was for.
    private static final String FILED = """
            select p.id
            from unnest(cast(:ids as text[]), cast(:enterprises as text[]), cast(:mentors as text[]), cast(:since as date[]))
                as d(id, enterprise, mentor, since)
            join pairing p on p.id = d.id and p.enterprise = d.enterprise and p.mentor = d.mentor and p.since = d.since""";

    /// Held until the transaction ends, so that neither changes its state meanwhile.
    private static final String ENTERPRISES = """
            select id, industry, status from known_enterprise
            where id = any(cast(:ids as text[])) and withdrawn_at is null
            order by id
            for share""";

    @Override
    public Class<PairingFacts> about() {
        return PairingFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<PairingFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var ofEnterprises = drafts.stream()
                .filter(draft -> draft.facts().kind() == PairingKind.ENTERPRISE)
                .toList();
        if (ofEnterprises.isEmpty()) {
            return Map.of();
        }
        return writing.query(session -> {
            var filed = filed(session, ofEnterprises);
            var asked = ofEnterprises.stream()
                    .filter(draft -> !filed.contains(draft.id()))
                    .toList();
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

    private static Set<String> filed(StatelessSession session, List<Filed<PairingFacts>> drafts) {
        if (drafts.stream().noneMatch(draft -> draft.version() > 1)) {
            return Set.of();
        }
        return new HashSet<>(session.createNativeQuery(FILED, String.class)
                .setParameter("ids", column(drafts, Filed::id), String[].class)
                .setParameter(
                        "enterprises",
                        column(drafts, draft -> draft.facts().enterprise().value()),
                        String[].class)
                .setParameter(
                        "mentors",
                        column(drafts, draft -> draft.facts().mentor().value()),
                        String[].class)
                .setParameter(
                        "since", column(drafts, draft -> draft.facts().since().toString()), String[].class)
                .getResultList());
    }

    private static String[] column(List<Filed<PairingFacts>> drafts, Function<Filed<PairingFacts>, String> value) {
        return drafts.stream().map(value).toArray(String[]::new);
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
            return refused(
                    "pairing_mentor_known",
                    Text.of(
                            "在您的区划范围内没有帮扶企业 %s；帮扶企业在其他区划的，由双方共同的上级登记。",
                            "There is no enterprise %s within your regions to be the mentor; where it stands in another region, the office above both files the pairing.",
                            facts.mentor()));
        }
        if (!mentor.covered()) {
            return refused(
                    "pairing_mentor_active",
                    Text.of(
                            "帮扶企业 %s 当前为 %s，须已开展（ACTIVE）或已销号（CLOSED）。",
                            "The mentor %s is %s now; it must be ACTIVE or CLOSED.", facts.mentor(), mentor.status()));
        }
        // A mentee that was withdrawn meanwhile has no side here; its pairing may still be mended.
        if (mentee != null && !mentor.division().equals(mentee.division())) {
            return refused(
                    "pairing_same_division",
                    Text.of(
                            "帮扶企业属行业大类 %s，被帮扶企业属 %s，须为同一大类。",
                            "The mentor is of industry division %s and the mentee of %s; they must be of the same.",
                            mentor.division(),
                            mentee.division()));
        }
        if (mentee != null && mentee.covered()) {
            return refused(
                    "pairing_mentee_not_active",
                    Text.of(
                            "被帮扶企业 %s 当前为 %s，不再需要帮扶企业。",
                            "The mentee %s is %s already and needs no mentor.", facts.enterprise(), mentee.status()));
        }
        return null;
    }

    private static Problem refused(String rule, Text detail) {
        return Problem.of(ProblemType.CONFLICT, detail, Map.of("rule", rule));
    }
}
