package org.innoledger.talent.talentgrant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import org.innoledger.kit.journal.Writing;
import org.innoledger.talent.talent.OpenMatters;

/// Grants that are neither refused nor paid out.
@ApplicationScoped
class OpenGrants implements OpenMatters {
    private static final String OPEN =
            "select id, region, status from open_talent_grant where talent = :talent order by id limit :most";

    @Override
    public List<OpenMatter> of(Writing writing, String talent, int most) {
        return writing.query(session -> session.createNativeQuery(OPEN, Tuple.class)
                .setParameter("talent", talent)
                .setParameter("most", most)
                .getResultStream()
                .map(row -> new OpenMatter(
                        "talent-grant",
                        row.get("id", String.class),
                        row.get("region", String.class),
                        row.get("status", String.class)))
                .toList());
    }
}
