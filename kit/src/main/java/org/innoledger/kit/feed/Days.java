package org.innoledger.kit.feed;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.innoledger.kit.journal.Daily;
import org.innoledger.kit.journal.Leader;
import org.innoledger.kit.region.Caller;

/// Carries out what is [Daily]: when the service starts and at the start of each day of the province.
@ApplicationScoped
public class Days {
    /// How often the calendar is looked at.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// How long a day that could not be done rests before it is tried again.
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final String service;
    private final Clock clock;
    private final List<Turning> turning;

    Days(FeedConfig config, @DataSource("system") AgroalDataSource system, Clock clock, @All List<Daily> all) {
        this.service = config.service();
        this.clock = clock;
        this.turning = all.stream().map(each -> new Turning(each, system)).toList();
    }

    void start(@Observes StartupEvent event) {
        turning.forEach(each -> each.leader.start());
    }

    void stop(@Observes ShutdownEvent event) {
        turning.forEach(each -> each.leader.stop());
    }

    /// One work, by one instance of the service at a time.
    private final class Turning {
        private final Daily work;
        private final Leader leader;

        Turning(Daily work, AgroalDataSource system) {
            this.work = work;
            this.leader = new Leader(work.name(), system, this::lead);
        }

        private void lead(Connection connection) throws SQLException {
            var turned = LocalDate.MIN;
            while (leader.running()) {
                var today = LocalDate.now(clock);
                var rest = LOOK;
                if (!today.equals(turned)) {
                    if (Caller.asService(service, () -> work.turn(today, leader::running))) {
                        turned = today;
                    } else {
                        rest = AGAIN;
                    }
                }
                LockSupport.parkNanos(rest.toNanos());
                if (!connection.isValid(/* seconds */ 5)) {
                    return;
                }
            }
        }
    }
}
