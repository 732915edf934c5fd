package org.innoledger.platform.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Map;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.platform.platform.Platform.PlatformFacts;

/// Which laboratory is in the way of a second one for its subfield 每个细分领域只建设 1 个省级重点实验室.
@ApplicationScoped
class SubfieldClashes implements Clashes<PlatformFacts> {
    private static final String IN_THE_WAY = """
            select id, name from platform
            where type = 'KEY_LABORATORY' and level = 'PROVINCIAL' and status in ('APPROVED', 'OPERATING')
              and withdrawn_at is null and yielding is not true
              and left(region, 2) = :province and subfield_key(subfield) = subfield_key(:subfield) and id <> :id""";

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<PlatformFacts> draft) {
        if (!constraint.equals("platform_one_per_subfield")) {
            return Optional.empty();
        }
        var subfield = draft.facts().subfield();
        var there = writing.query(session -> session.createNativeQuery(IN_THE_WAY, Tuple.class)
                .setParameter("province", draft.region().substring(0, 2))
                .setParameter("subfield", subfield)
                .setParameter("id", draft.id())
                .getResultList());
        return Optional.of(
                there.isEmpty()
                        ? Problem.refused(
                                constraint,
                                Text.of(
                                        "细分领域“%s”已有一个省级重点实验室，在其他区划。每个细分领域只设一个，请由省里统筹。",
                                        "Subfield %s has a provincial key laboratory already, in another region. There is one for each; ask the province.",
                                        subfield))
                        : Problem.of(
                                ProblemType.CONFLICT,
                                Text.of(
                                        "细分领域“%s”已有省级重点实验室 %s「%s」。每个细分领域只设一个；要以新代旧，请登记优化重组：POST /v1/restructurings。",
                                        "Subfield %s has provincial key laboratory %s (%s) already. There is one for each; to replace it, file a restructuring: POST /v1/restructurings.",
                                        subfield,
                                        there.getFirst().get("id", String.class),
                                        there.getFirst().get("name", String.class)),
                                Map.of(
                                        "rule",
                                        constraint,
                                        "id",
                                        there.getFirst().get("id", String.class),
                                        "name",
                                        there.getFirst().get("name", String.class))));
    }
}
