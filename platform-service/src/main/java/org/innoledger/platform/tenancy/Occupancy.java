package org.innoledger.platform.tenancy;

import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// How much of a platform's premises is used, as the database keeps it.
///
/// @param areaSquareMetres of the premises, null where none are on file
/// @param takenSquareMetres by tenants who have neither graduated nor left
record Occupancy(BigDecimal areaSquareMetres, BigDecimal takenSquareMetres) {
    /// The rule of the database that tenants never use more than there is.
    private static final String WITHIN = "premises_occupancy_within";

    private static final String HELD = "select platform, area, taken from premises_held(cast(:platforms as text[]))";

    /// The occupancies of platforms, held until the transaction ends; those without tenants or premises have
    /// none.
    static Map<String, Occupancy> held(Writing writing, Collection<String> platforms) {
        return writing.query(session -> session.createNativeQuery(HELD, Tuple.class)
                .setParameter("platforms", platforms.stream().distinct().toArray(String[]::new), String[].class)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get("platform", String.class),
                        row -> new Occupancy(
                                Tenancy.plain(row.get("area", BigDecimal.class)),
                                Tenancy.plain(row.get("taken", BigDecimal.class))))));
    }

    /// Whether there is room for so much more.
    boolean holds(BigDecimal more) {
        return areaSquareMetres == null
                || more.signum() == 0
                || takenSquareMetres.add(more).compareTo(areaSquareMetres) <= 0;
    }

    Occupancy with(BigDecimal more) {
        return new Occupancy(areaSquareMetres, Tenancy.plain(takenSquareMetres.add(more)));
    }

    /// What a tenant hears for whom there is no room.
    Problem full(BigDecimal asked) {
        var free = Tenancy.plain(areaSquareMetres.subtract(takenSquareMetres));
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "场地共 %s 平方米，已用 %s 平方米，只余 %s 平方米，不够 %s 平方米。",
                        "The premises have %s square metres and %s are used: %s are left, and %s are asked for.",
                        areaSquareMetres.toPlainString(),
                        takenSquareMetres.toPlainString(),
                        free.toPlainString(),
                        asked.toPlainString()),
                Map.of(
                        "rule", WITHIN,
                        "areaSquareMetres", areaSquareMetres,
                        "takenSquareMetres", takenSquareMetres,
                        "askedSquareMetres", asked));
    }

    /// What is heard when premises would be less than what tenants use.
    Problem tooSmall(BigDecimal area) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "场地将为 %s 平方米，而在驻企业与团队已用 %s 平方米；请先办理退出或毕业，或更正面积。",
                        "The premises would have %s square metres, and tenants use %s; let some end or graduate first, or mend the areas.",
                        area.toPlainString(),
                        takenSquareMetres.toPlainString()),
                Map.of("rule", WITHIN, "areaSquareMetres", area, "takenSquareMetres", takenSquareMetres));
    }
}
