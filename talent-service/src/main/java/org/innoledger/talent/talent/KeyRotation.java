package org.innoledger.talent.talent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.region.Caller;
import org.jboss.logging.Logger;

/// After a start with a new master key, wraps every person's key anew, in small transactions beside the work.
/// Nothing of a talent changes by it, so nothing is journalled. Instances that begin together wait for each
/// other, batch by batch; one that is stopped in the middle goes on at its next start.
@ApplicationScoped
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    /// Talents wrapped anew in one transaction.
    private static final int BATCH = 200;

    private final Journal journal;
    private final Vault vault;
    private final MasterKeys masters;
    private final ObjectMapper json;
    private volatile boolean running = true;

    KeyRotation(Journal journal, Vault vault, MasterKeys masters, ObjectMapper json) {
        this.journal = journal;
        this.vault = vault;
        this.masters = masters;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("key rotation").start(this::rotate);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    void rotate() {
        try {
            var total = 0;
            for (var done = BATCH; running && done > 0; total += done) {
                done = Caller.asService(
                        "talent", () -> journal.writing(When.ALWAYS, null, writing -> writing.query(this::batch)));
            }
            if (total > 0) {
                LOG.infof("%d talents are under master key %s now", total, masters.current());
            }
        } catch (RuntimeException e) {
            LOG.errorf("keys could not all be wrapped anew; the next start goes on with it: %s", e.getMessage());
        }
    }

    private int batch(StatelessSession session) {
        session.createNativeQuery(
                        "update vault_key set master = :master, key = :key where name = :name and master <> :master",
                        Void.class)
                .setParameter("name", Vault.lookupName())
                .setParameter("master", masters.current())
                .setParameter("key", vault.rewrappedLookup())
                .executeUpdate();
        var rows = session.createNativeQuery("""
                        select * from talent where master_key < :current or master_key > :current
                        order by master_key, id limit :limit for update""", Talent.class)
                .setParameter("current", masters.current())
                .setParameter("limit", BATCH)
                .getResultStream()
                .map(Filed::of)
                .toList();
        var wrapped = json.createArrayNode();
        for (var talent : rows) {
            wrapped.addObject()
                    .put("id", talent.id())
                    .set(
                            "personal",
                            vault.rewrapped(talent.id(), talent.facts().personal())
                                    .kept());
        }
        session.createNativeQuery("""
                        update talent set personal = r.personal
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (id text, personal jsonb)
                        where talent.id = r.id""", Void.class)
                .setParameter("rows", wrapped.toString())
                .executeUpdate();
        return rows.size();
    }
}
