package org.innoledger.talent.servicecase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import org.innoledger.kit.journal.Writing;
import org.innoledger.talent.talent.OpenMatters;

/// Services that have not been done, and flats that have not been given back.
@ApplicationScoped
class OpenServiceCases implements OpenMatters {
    private static final String OPEN =
            "select id, region, status from open_service_case where talent = :talent order by id limit :most";

    @Override
    public List<OpenMatter> of(Writing writing, String talent, int most) {
        return writing.query(session -> session.createNativeQuery(OPEN, Tuple.class)
                .setParameter("talent", talent)
                .setParameter("most", most)
                .getResultStream()
                .map(row -> new OpenMatter(
                        "service-case",
                        row.get("id", String.class),
                        row.get("region", String.class),
                        row.get("status", String.class)))
                .toList());
    }
}
