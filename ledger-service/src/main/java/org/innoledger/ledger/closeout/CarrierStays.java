package org.innoledger.ledger.closeout;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.innoledger.kit.journal.Consequence;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.coverage.CoverageBasis;

/// An activity that carries a confirmed close-out is neither returned nor withdrawn: the close-out is
/// reopened first.
@ApplicationScoped
class CarrierStays implements Consequence {
    private static final String LOCK = "select id from enterprise where id = any(:enterprises) order by id for update";

    private static final String CARRIED = """
            select a.id from close_out c join activity a on a.id = c.activity
            where c.activity = any(:ids) and c.status = 'CONFIRMED' and c.withdrawn_at is null
              and (a.status <> 'VERIFIED' or a.withdrawn_at is not null)""";

    @Override
    public void follow(Writing writing, List<Written<?>> written) {
        var lost = written.stream()
                .filter(each -> each.next().facts() instanceof CoverageBasis)
                .filter(each -> each.withdrawal()
                        || each.present() != null
                                && "VERIFIED".equals(each.present().status()))
                .<Filed<?>>map(Written::next)
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        var enterprises = lost.stream()
                .map(each -> ((CoverageBasis) each.facts()).enterprise().value())
                .distinct()
                .toArray(String[]::new);
        var ids = lost.stream().map(Filed::id).toArray(String[]::new);
        var carried = writing.query(session -> {
            // Whoever confirms a close-out holds the enterprise, so after this wait its confirmation is seen.
            session.createNativeQuery(LOCK, String.class)
                    .setParameter("enterprises", enterprises, String[].class)
                    .getResultList();
            return session.createNativeQuery(CARRIED, String.class)
                    .setParameter("ids", ids, String[].class)
                    .getResultList();
        });
        if (!carried.isEmpty()) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "创新活动 %s 支撑着已确认的销号，请先重新打开：POST /v1/enterprises/{id}/reopening",
                            "Activity %s carries a confirmed close-out; reopen that first: POST /v1/enterprises/{id}/reopening",
                            carried.getFirst()));
        }
    }
}
