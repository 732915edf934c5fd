package org.innoledger.kit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SequencedMap;
import java.util.Set;
import org.innoledger.kit.feed.Projects;
import org.innoledger.kit.problem.Text;

/// The latest weight of each sample, as its entries tell it.
@ApplicationScoped
class SampleWeights implements Projects {
    static final String NAME = "weights";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Text told() {
        return Text.of("样品重量", "weights of samples");
    }

    @Override
    public Set<String> registers() {
        return Set.of("sample");
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("delete from sample_weight");
        }
    }

    @Override
    public void fold(Connection connection, SequencedMap<Long, JsonNode> entries) throws SQLException {
        var sql = "insert into sample_weight values (?, ?) on conflict (id) do update set grams = excluded.grams";
        try (var upsert = connection.prepareStatement(sql)) {
            for (var entry : entries.values()) {
                upsert.setString(1, entry.get("id").asText());
                upsert.setInt(2, entry.at("/facts/grams").asInt());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
