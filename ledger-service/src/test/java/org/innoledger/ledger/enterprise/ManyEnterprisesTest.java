package org.innoledger.ledger.enterprise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lists among 300,000 enterprises: a page reads few blocks, wherever it lies and whatever it is sorted by.
/// The rows stand in a transaction that is rolled back.
@QuarkusTest
@WithTestResource(Service.class)
@Tag("long")
class ManyEnterprisesTest {
    private static final int ROWS = 300_000;

    /// Blocks that a page of 51 rows may read: each of them, its visibility and its way through an index.
    private static final long BLOCKS_MAX = 500;

    @Inject
    ObjectMapper json;

    @Test
    @DisplayName("first and late pages, both ways, by each kind of field → few blocks are read")
    void pages() throws Exception {
        try (var connection = Service.superuser()) {
            connection.setAutoCommit(false);
            fill(connection);
            try (var setting = connection.createStatement()) {
                setting.execute("set local role innoledger_app; set local ledger.regions = '14'");
            }
            var late = "(above_scale_since, id) > (date '2024-06-01', '0')";
            for (var question : List.of(
                    "true order by id",
                    "id > '91140602Z' order by id",
                    "true order by recorded_at desc, id desc",
                    "(recorded_at, id) < (timestamptz '2020-06-01', '0') order by recorded_at desc, id desc",
                    "above_scale_since is not null and " + late + " order by above_scale_since, id",
                    "revenue_yuan is not null order by revenue_yuan desc, id desc",
                    "revenue_yuan >= 299990 order by revenue_yuan, id",
                    "industry = 'C3073' order by id",
                    "status = 'CLOSED' order by id",
                    "name = '企业299999' order by id",
                    "external_id = 'R-150000' order by id")) {
                var read = blocks(connection, question);
                assertTrue(read <= BLOCKS_MAX, question + " reads " + read + " blocks");
            }
            connection.rollback();
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // What triggers keep beside the register is not asked here.
            statement.execute("set local session_replication_role = replica");
            statement.execute("""
                    insert into enterprise (id, region, version, recorded_at, status, name, industry, ownership,
                                            above_scale_since, revenue_yuan, staff, external_id)
                    select '91' || (140100 + i %% 11 * 100 + 5) || lpad(i::text, 10, '0'),
                           (140100 + i %% 11 * 100 + 5)::text, 1, timestamptz '2020-01-01' + i * interval '5 min',
                           case when i %% 1000 = 0 then 'CLOSED' else 'ABOVE_SCALE' end, '企业' || i,
                           case when i %% 500 = 0 then 'C3073' else 'C3031' end, 'PRIVATE',
                           date '2015-01-01' + i %% 4000, i, i %% 900, 'R-' || i
                    from generate_series(1, %d) i""".formatted(ROWS));
            statement.execute("analyze enterprise");
        }
    }

    private long blocks(Connection connection, String question) throws Exception {
        var sql = "explain (analyze, buffers, format json) select * from enterprise where withdrawn_at is null"
                + " and (region >= '14' and region <= '14999999') and " + question + " limit 51";
        try (var explain = connection.createStatement()) {
            var rows = explain.executeQuery(sql);
            rows.next();
            JsonNode plan = json.readTree(rows.getString(1)).path(0).path("Plan");
            return plan.path("Shared Hit Blocks").asLong()
                    + plan.path("Shared Read Blocks").asLong();
        }
    }
}
