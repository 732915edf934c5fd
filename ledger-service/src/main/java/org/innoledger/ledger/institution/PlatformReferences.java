package org.innoledger.ledger.institution;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.innoledger.kit.feed.FollowedEvent;
import org.innoledger.kit.feed.Follows;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Writing;

/// Keeps the table `platform_reference` from the events of platform-service: which enterprise has an R&D
/// institution 研发机构, and which cluster an alliance 产业联盟.
@ApplicationScoped
public class PlatformReferences implements Follows {
    /// A row of the table.
    private record Row(
            String id,
            String register,
            String region,
            String name,
            String host,
            String type,
            String level,
            String status,
            String cluster,
            long version,
            boolean withdrawn) {
        static Row of(FollowedEvent event) {
            return new Row(
                    event.id(),
                    event.register(),
                    event.region(),
                    event.fact("name"),
                    event.fact("host"),
                    // An alliance has a kind instead.
                    event.fact(event.register().equals("alliance") ? "kind" : "type"),
                    event.fact("level"),
                    event.status(),
                    event.fact("cluster"),
                    event.version(),
                    event.withdrawn());
        }
    }

    private static final RecordSet<Row> ROWS = RecordSet.as("r", Row.class);

    private static final String UPSERT = """
            insert into platform_reference (id, register, region, name, host, type, level, status, cluster, version, withdrawn)
            select * from %s
            on conflict (id) do update set
                region = excluded.region, name = excluded.name, host = excluded.host, type = excluded.type,
                level = excluded.level, status = excluded.status, cluster = excluded.cluster,
                version = excluded.version, withdrawn = excluded.withdrawn
            where platform_reference.version < excluded.version
            returning id""".formatted(ROWS);

    @Override
    public Optional<String> service() {
        return Optional.of("platform");
    }

    @Override
    public Set<String> registers() {
        return Set.of("platform", "alliance");
    }

    @Override
    public void take(Writing writing, List<FollowedEvent> events) {
        var rows = events.stream().map(Row::of).toList();
        writing.query(session -> ROWS.query(session, UPSERT, String.class, rows));
    }
}
