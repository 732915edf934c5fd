package org.innoledger.kit.feed;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// What operators must know: database, broker, and how far the relay is behind. A broker that is away makes
/// the service degraded, not down: writes and the HTTP feed go on.
@ApplicationScoped
public class Health {
    private final AgroalDataSource system;
    private final Relay relay;
    private final FeedConfig config;

    Health(@DataSource("system") AgroalDataSource system, Relay relay, FeedConfig config, MeterRegistry meters) {
        this.system = system;
        this.relay = relay;
        this.config = config;
        meters.gauge("innoledger.relay.lag", this, Health::lagOrNothing);
    }

    /// Entries sealed, those of them that the broker has, and what relay and followers have set aside.
    private record Positions(long sealed, long relayed, long pending, long relayAside, long followAside) {}

    private Positions positions() throws SQLException {
        var sql = """
                select (select coalesce(max(seq), 0) from journal_seal),
                       coalesce((select seq from relay_position where topic = ?), 0),
                       (select count(*) from (select from journal_pending limit 10000) waiting),
                       (select count(*) from relay_aside),
                       (select count(*) from follow_aside)""";
        try (var connection = system.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setString(1, config.topic());
            var row = query.executeQuery();
            row.next();
            return new Positions(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    private double lagOrNothing() {
        try {
            var positions = positions();
            return positions.sealed() - positions.relayed();
        } catch (SQLException e) {
            return Double.NaN;
        }
    }

    @Produces
    @Readiness
    HealthCheck database() {
        return () -> {
            try {
                return HealthCheckResponse.named("database")
                        .up()
                        .withData("pending", positions().pending())
                        .build();
            } catch (SQLException e) {
                return HealthCheckResponse.named("database").down().build();
            }
        };
    }

    @Produces
    @Readiness
    HealthCheck broker() {
        return () -> HealthCheckResponse.named("broker")
                .up()
                .withData("state", config.bootstrapServers().isEmpty() ? "OFF" : relay.reachable() ? "UP" : "DEGRADED")
                .build();
    }

    @Produces
    @Readiness
    HealthCheck relay() {
        return () -> {
            var answer = HealthCheckResponse.named("relay").up();
            try {
                var positions = positions();
                return answer.withData("sealed", positions.sealed())
                        .withData("relayed", positions.relayed())
                        .withData("lag", positions.sealed() - positions.relayed())
                        .withData("setAside", positions.relayAside())
                        .withData("state", positions.relayAside() == 0 ? "UP" : "DEGRADED")
                        .build();
            } catch (SQLException e) {
                return answer.withData("state", "UNKNOWN").build();
            }
        };
    }

    @Produces
    @Readiness
    HealthCheck followers() {
        return () -> {
            var answer = HealthCheckResponse.named("followers").up();
            try {
                var aside = positions().followAside();
                return answer.withData("setAside", aside)
                        .withData("state", aside == 0 ? "UP" : "DEGRADED")
                        .build();
            } catch (SQLException e) {
                return answer.withData("state", "UNKNOWN").build();
            }
        };
    }
}
