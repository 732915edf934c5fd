package org.innoledger.ledger.servicerecord;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.servicerecord.ServiceRecord.ServiceRecordFacts;

/// No step can be skipped: a work group serves enterprises that are assigned to it on that day, and no service
/// lies ahead.
@ApplicationScoped
class ServiceRecordRule implements Rule<ServiceRecordFacts> {
    private static final RecordSet<Filed<ServiceRecordFacts>> DRAFTS =
            RecordSet.drafts("d", ServiceRecordFacts.class, "enterprise", "group", "servedOn");

    /// The assignments are held until the transaction ends, so that none is withdrawn or shortened meanwhile.
    private static final String ASSIGNED = """
            select d.id
            from %s join known_assignment a on a.enterprise = d.enterprise and a.work_group = d.work_group
                and a.withdrawn_at is null
                and a.since <= d.served_on and d.served_on <= coalesce(a.until, 'infinity')
            order by a.id
            for share of a""".formatted(DRAFTS);

    private final Clock clock;

    ServiceRecordRule(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ServiceRecordFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        var today = LocalDate.now(clock);
        // A record that stays with enterprise, group and day is not asked again.
        var asked = Proposal.changed(
                proposals,
                draft -> List.of(
                        draft.facts().enterprise(),
                        draft.facts().group(),
                        draft.facts().servedOn()));
        var missing = asked.stream().map(Filed::id).collect(Collectors.toSet());
        writing.query(session -> DRAFTS.query(session, ASSIGNED, String.class, asked))
                .forEach(missing::remove);
        var refusals = new HashMap<String, Problem>();
        for (var draft : drafts) {
            var facts = draft.facts();
            if (facts.servedOn().isAfter(today)) {
                refusals.put(
                        draft.id(), Problem.invalid(FaultCode.DATE_IN_FUTURE.at("/servedOn", facts.servedOn(), today)));
            } else if (missing.contains(draft.id())) {
                refusals.put(draft.id(), notAssigned(facts));
            }
        }
        return refusals;
    }

    private static Problem notAssigned(ServiceRecordFacts facts) {
        return Problem.refused(
                "service_record_assigned",
                Text.of(
                        "企业 %s 在 %s 未分派给工作组 %s，不能跳过步骤；请先登记对接分派：POST /v1/assignments",
                        "Enterprise %s was not assigned on %s to work group %s, and no step can be skipped; assign it first: POST /v1/assignments",
                        facts.enterprise(),
                        facts.servedOn(),
                        facts.group()));
    }
}
