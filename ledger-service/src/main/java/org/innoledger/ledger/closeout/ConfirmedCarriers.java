package org.innoledger.ledger.closeout;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.activity.ActivityUse;

/// An activity that carries a confirmed close-out stays: the close-out is reopened first.
@ApplicationScoped
class ConfirmedCarriers implements ActivityUse {
    private static final String LOCK =
            "select id from known_enterprise where id = any(:enterprises) order by id for update";

    private static final String CARRIED = """
            select activity from close_out
            where activity = any(:ids) and status = 'CONFIRMED' and withdrawn_at is null""";

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Lost> lost) {
        var enterprises = lost.stream().map(Lost::enterprise).distinct().toArray(String[]::new);
        var ids = lost.stream().map(Lost::id).toArray(String[]::new);
        return writing.query(session -> {
            // Whoever confirms a close-out holds the enterprise, so after this wait its confirmation is seen,
            // and the next one sees the activity as it is left here.
            session.createNativeQuery(LOCK, String.class)
                    .setParameter("enterprises", enterprises, String[].class)
                    .getResultList();
            return session.createNativeQuery(CARRIED, String.class)
                    .setParameter("ids", ids, String[].class)
                    .getResultStream()
                    .distinct()
                    .collect(Collectors.toMap(Function.identity(), ConfirmedCarriers::carried));
        });
    }

    private static Problem carried(String activity) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "创新活动 %s 支撑着已确认的销号，请先重新打开：POST /v1/enterprises/{id}/reopening",
                        "Activity %s carries a confirmed close-out; reopen that first: POST /v1/enterprises/{id}/reopening",
                        activity));
    }
}
