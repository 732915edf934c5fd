package org.innoledger.platform.coachingrecord;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.innoledger.kit.feed.FollowedEvent;
import org.innoledger.kit.feed.Follows;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Writing;

/// Keeps the table `enterprise_state` from the events of ledger-service: how each enterprise stands in the
/// coverage campaign.
@ApplicationScoped
public class EnterpriseStates implements Follows {
    private static final String NOT_STARTED = "NOT_STARTED";

    /// A row of the table.
    private record Row(
            String id, String region, String name, String industry, String status, long version, boolean withdrawn) {
        static Row of(FollowedEvent event) {
            return new Row(
                    event.id(),
                    event.region(),
                    event.fact("name"),
                    event.fact("industry"),
                    Optional.ofNullable(event.status()).orElse(NOT_STARTED),
                    event.version(),
                    event.withdrawn());
        }
    }

    private static final RecordSet<Row> ROWS = RecordSet.as("r", Row.class);

    private static final String UPSERT = """
            insert into enterprise_state (id, region, name, industry, status, version, withdrawn)
            select * from %s
            on conflict (id) do update set
                region = excluded.region, name = excluded.name, industry = excluded.industry,
                status = excluded.status, version = excluded.version, withdrawn = excluded.withdrawn
            where enterprise_state.version < excluded.version
            returning id""".formatted(ROWS);

    @Override
    public Optional<String> service() {
        return Optional.of("ledger");
    }

    @Override
    public Set<String> registers() {
        return Set.of("enterprise");
    }

    @Override
    public void take(Writing writing, List<FollowedEvent> events) {
        var rows = events.stream().map(Row::of).toList();
        writing.query(session -> ROWS.query(session, UPSERT, String.class, rows));
    }
}
