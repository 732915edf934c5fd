package org.innoledger.kit.feed;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Sequencer;

/// Runs every [Projects] of the service.
@ApplicationScoped
public class Projections {
    private final Map<String, Projection> running;

    Projections(@DataSource("system") AgroalDataSource system, Sequencer sequencer, @All List<Projects> all) {
        this.running =
                all.stream().collect(Collectors.toMap(Projects::name, each -> new Projection(each, system, sequencer)));
    }

    void start(@Observes StartupEvent event) {
        running.values().forEach(Projection::start);
    }

    void stop(@Observes ShutdownEvent event) {
        running.values().forEach(Projection::stop);
    }

    /// The running of one of them.
    public Projection of(String name) {
        return running.get(name);
    }
}
