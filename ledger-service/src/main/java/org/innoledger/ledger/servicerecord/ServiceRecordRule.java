package org.innoledger.ledger.servicerecord;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.servicerecord.ServiceRecord.ServiceRecordFacts;

/// No step can be skipped: a work group serves enterprises that are assigned to it on that day, and no service
/// lies ahead.
@ApplicationScoped
class ServiceRecordRule implements Rule<ServiceRecordFacts> {
    private static final String DRAFTS = """
            unnest(cast(:ids as text[]), cast(:enterprises as text[]), cast(:groups as text[]), cast(:dates as date[]))
                as d(id, enterprise, work_group, service_date)
            """;

    /// The assignments are held until the transaction ends, so that none is withdrawn or shortened meanwhile.
    private static final String ASSIGNED = """
            select d.id
            from %s join known_assignment a on a.enterprise = d.enterprise and a.work_group = d.work_group
                and a.withdrawn_at is null
                and a.since <= d.service_date and d.service_date <= coalesce(a.until, 'infinity')
            order by a.id
            for share of a""".formatted(DRAFTS);

    /// A record that stays with enterprise, group and day is not asked again.
    private static final String FILED = """
            select p.id
            from %s join service_record p on p.id = d.id and p.enterprise = d.enterprise
                and p.work_group = d.work_group and p.service_date = d.service_date""".formatted(DRAFTS);

    private final Clock clock;

    ServiceRecordRule(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Class<ServiceRecordFacts> about() {
        return ServiceRecordFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ServiceRecordFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var today = LocalDate.now(clock);
        var admitted = writing.query(session -> {
            var ids = new HashSet<String>(of(ASSIGNED, session, drafts));
            var others =
                    drafts.stream().filter(draft -> !ids.contains(draft.id())).toList();
            if (others.stream().anyMatch(draft -> draft.version() > 1)) {
                ids.addAll(of(FILED, session, others));
            }
            return ids;
        });
        return refusals(drafts, admitted, today);
    }

    private static Map<String, Problem> refusals(
            List<Filed<ServiceRecordFacts>> drafts, Set<String> admitted, LocalDate today) {
        var refusals = new HashMap<String, Problem>();
        for (var draft : drafts) {
            var facts = draft.facts();
            if (facts.date().isAfter(today)) {
                refusals.put(draft.id(), Problem.invalid(FaultCode.DATE_IN_FUTURE.at("/date", facts.date(), today)));
            } else if (!admitted.contains(draft.id())) {
                refusals.put(draft.id(), notAssigned(facts));
            }
        }
        return refusals;
    }

    private static List<String> of(String sql, StatelessSession session, List<Filed<ServiceRecordFacts>> drafts) {
        return session.createNativeQuery(sql, String.class)
                .setParameter("ids", column(drafts, Filed::id), String[].class)
                .setParameter(
                        "enterprises",
                        column(drafts, draft -> draft.facts().enterprise().value()),
                        String[].class)
                .setParameter("groups", column(drafts, draft -> draft.facts().group()), String[].class)
                .setParameter(
                        "dates", column(drafts, draft -> draft.facts().date().toString()), String[].class)
                .getResultList();
    }

    private static String[] column(
            List<Filed<ServiceRecordFacts>> drafts, Function<Filed<ServiceRecordFacts>, String> value) {
        return drafts.stream().map(value).toArray(String[]::new);
    }

    private static Problem notAssigned(ServiceRecordFacts facts) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "企业 %s 在 %s 未分派给工作组 %s，不能跳过步骤；请先登记对接分派：POST /v1/assignments",
                        "Enterprise %s was not assigned on %s to work group %s, and no step can be skipped; assign it first: POST /v1/assignments",
                        facts.enterprise(),
                        facts.date(),
                        facts.group()),
                Map.of("rule", "service_record_assigned"));
    }
}
