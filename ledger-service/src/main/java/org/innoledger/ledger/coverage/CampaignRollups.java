package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.innoledger.kit.feed.Projects;
import org.innoledger.kit.problem.Text;

/// The rollups of coverage: what the entries of the campaign come to, month by month.
@ApplicationScoped
class CampaignRollups implements Projects {
    static final String NAME = "coverage";

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Text told() {
        return Text.of("覆盖统计", "coverage figures");
    }

    @Override
    public Set<String> registers() {
        return Fold.CONCERNED;
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : List.of("trace", "enterprise", "run", "frozen", "correction")) {
                statement.executeUpdate("delete from coverage_" + table);
            }
        }
    }

    @Override
    public void fold(Connection connection, SequencedMap<Long, JsonNode> entries) throws SQLException {
        new Batch(connection, json, entries).fold();
    }
}
