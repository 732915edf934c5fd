package org.innoledger.platform.restructuring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.innoledger.kit.journal.Writing;
import org.innoledger.platform.platform.OpenAct;
import org.innoledger.platform.platform.PlatformUse;

/// What the acts on file say about platforms.
@ApplicationScoped
class ActsOfPlatforms implements PlatformUse {
    /// The id is told only of acts that the caller may read.
    private static final String OPEN_ACTS = """
            select act.platform, act.id, act.region, act.status, act.approved_on, act.side, act.title,
                   seen.id is not null as readable
            from open_acts(cast(:ids as text[])) as act left join restructuring seen on seen.id = act.id
            order by act.id, act.platform limit 20000""";

    /// From one platform on, one step of lineage after the other, until the other is met.
    private static final String LEADS_TO = """
            with recursive walk(platform) as (
                select cast(:from as text)
                union
                select following.platform from walk
                    cross join lateral next_in_lineage(walk.platform, cast(array[] as text[])) as following(platform))
            select platform from walk where platform = :to""";

    @Override
    public List<OpenAct> openActs(Writing writing, Collection<String> platforms) {
        return writing.query(session -> session.createNativeQuery(OPEN_ACTS, Tuple.class)
                .setParameter("ids", platforms.toArray(String[]::new), String[].class)
                .getResultStream()
                .map(ActsOfPlatforms::act)
                .toList());
    }

    @Override
    public boolean leadsTo(Writing writing, String platform, String other) {
        return writing.query(session -> !session.createNativeQuery(LEADS_TO, String.class)
                .setParameter("from", platform)
                .setParameter("to", other)
                .getResultList()
                .isEmpty());
    }

    private static OpenAct act(Tuple row) {
        return new OpenAct(
                row.get("platform", String.class),
                row.get("id", String.class),
                row.get("region", String.class),
                "PLANNED".equals(row.get("status", String.class)),
                row.get("approved_on", LocalDate.class),
                "PREDECESSOR".equals(row.get("side", String.class)),
                row.get("title", String.class),
                row.get("readable", Boolean.class));
    }
}
