package org.innoledger.talent.servicecase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.servicecase.ServiceCase.ServiceCaseFacts;

/// Says why a flat cannot be allotted: who has it since when, which one the talent has, or how full the house
/// is.
@ApplicationScoped
class AllotmentClashes implements Clashes<ServiceCaseFacts> {
    private static final String WITHIN = "residence_occupancy_within";
    private static final String UNIT = "service_case_unit";
    private static final String FLAT = "service_case_flat";

    private static final String IN_THE_WAY = """
            select id, residence, unit, allotted_on, vacated_on
            from service_case
            where id <> :id and tenancy && daterange(cast(:since as date), cast(:until as date))
              and case when :talent <> '' then talent = :talent else residence = :residence and unit = :unit end
            order by allotted_on
            limit 1""";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<ServiceCaseFacts> draft) {
        return writing.query(session -> switch (constraint) {
            case WITHIN -> full(session, draft.facts());
            case UNIT, FLAT -> inTheWay(session, constraint, draft);
            default -> Optional.empty();
        });
    }

    private static Optional<Problem> full(StatelessSession session, ServiceCaseFacts facts) {
        return session.createNativeQuery(
                        "select units, occupied from residence_occupancy where residence = :id", Tuple.class)
                .setParameter("id", facts.residence().value())
                .getResultStream()
                .findFirst()
                .map(row -> {
                    var units = row.get("units", Integer.class);
                    var occupied = row.get("occupied", Integer.class);
                    return Problem.of(
                            ProblemType.CONFLICT,
                            Text.of(
                                    "该人才公寓共 %d 套，已在住 %d 套，没有空房。",
                                    "The residence has %d flats and %d are occupied: none is free.", units, occupied),
                            Map.of("rule", WITHIN, "units", units, "occupied", occupied));
                });
    }

    private static Optional<Problem> inTheWay(
            StatelessSession session, String constraint, Filed<ServiceCaseFacts> draft) {
        var facts = draft.facts();
        var until = facts.vacatedOn() == null ? null : facts.vacatedOn().toString();
        return session.createNativeQuery(IN_THE_WAY, Tuple.class)
                .setParameter("id", draft.id())
                .setParameter("talent", constraint.equals(FLAT) ? facts.talent().value() : "")
                .setParameter("residence", facts.residence().value())
                .setParameter("unit", facts.unit())
                .setParameter("since", facts.allottedOn().toString())
                .setParameter("until", until, String.class)
                .getResultStream()
                .findFirst()
                .map(row -> told(constraint, row));
    }

    private static Problem told(String constraint, Tuple row) {
        var unit = row.get("unit", String.class);
        var since = row.get("allotted_on", LocalDate.class);
        var until = row.get("vacated_on", LocalDate.class);
        var members = new LinkedHashMap<String, Object>();
        members.put("rule", constraint);
        members.put("serviceCase", row.get("id", String.class));
        members.put("residence", row.get("residence", String.class));
        members.put("unit", unit);
        members.put("since", since.toString());
        if (until != null) {
            members.put("until", until.toString());
        }
        return Problem.of(
                ProblemType.CONFLICT,
                constraint.equals(FLAT)
                        ? Text.of(
                                "该人才已有人才公寓 %s（%s 起，%s）；请先退房。",
                                "The talent has flat %s already (from %s, %s); have it vacated first.",
                                unit,
                                since,
                                until == null ? "…" : until)
                        : Text.of(
                                "房间 %s 已分配（%s 起，%s）。",
                                "Flat %s is let already (from %s, %s).", unit, since, until == null ? "…" : until),
                members);
    }
}
