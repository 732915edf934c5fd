package org.innoledger.platform.coachingrecord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.innoledger.kit.feed.FollowedEvent;
import org.innoledger.kit.feed.Follows;
import org.innoledger.kit.journal.Writing;

/// Keeps the table `enterprise_state` from the events of ledger-service: how each enterprise stands in the
/// coverage campaign.
@ApplicationScoped
public class EnterpriseStates implements Follows {
    private static final String NOT_STARTED = "NOT_STARTED";

    private final ObjectMapper json;

    EnterpriseStates(ObjectMapper json) {
        this.json = json;
    }

    /// A row of the table, its components in any order.
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
        if (events.isEmpty()) {
            return;
        }
        var sql = """
                insert into enterprise_state
                select * from jsonb_populate_recordset(null::enterprise_state, ?::jsonb)
                on conflict (id) do update set
                    region = excluded.region, name = excluded.name, industry = excluded.industry,
                    status = excluded.status, version = excluded.version, withdrawn = excluded.withdrawn
                where enterprise_state.version < excluded.version""";
        var rows = rows(events);
        writing.query(session -> session.doReturningWork(connection -> {
            try (var upsert = connection.prepareStatement(sql)) {
                upsert.setString(1, rows);
                return upsert.executeUpdate();
            }
        }));
    }

    private String rows(List<FollowedEvent> events) {
        try {
            return json.writeValueAsString(events.stream().map(Row::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
