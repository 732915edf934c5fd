package org.innoledger.talent.talent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.region.Caller;
import org.jboss.logging.Logger;

/// Brings what is sealed up to the present at each start, in small transactions beside the work: wraps every
/// person's key anew after a start with a new master key, and hashes names anew that were hashed in another
/// form. Nothing of a talent changes by it, so nothing is journalled. Instances that begin together wait for
/// each other, batch by batch; one that is stopped in the middle goes on at its next start.
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
        // A seal that cannot be opened keeps names from being hashed anew, and no key from being changed.
        toTheEnd(this::keys, "%d talents are under master key " + masters.current() + " now");
        toTheEnd(this::names, "the names of %d talents are hashed in their present form now");
    }

    private void toTheEnd(Function<StatelessSession, Integer> batch, String done) {
        try {
            var total = inBatches(batch);
            if (total > 0) {
                LOG.infof(done, total);
            }
        } catch (RuntimeException e) {
            LOG.errorf("seals could not all be brought up to date; the next start goes on with it: %s", e.getMessage());
        }
    }

    private int inBatches(Function<StatelessSession, Integer> batch) {
        var total = 0;
        for (var done = BATCH; running && done > 0; total += done) {
            done = Caller.asService(
                    "talent", () -> journal.writing(When.ALWAYS, null, writing -> writing.query(batch)));
        }
        return total;
    }

    private int names(StatelessSession session) {
        var rows = session.createNativeQuery("""
                        select * from talent where name_hash < :form and withdrawn_at is null
                        order by name_hash limit :limit for update""", Talent.class)
                .setParameter("form", Vault.NAME_FORM)
                .setParameter("limit", BATCH);
        return resealed(session, rows, vault::named);
    }

    private int keys(StatelessSession session) {
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
                .setParameter("limit", BATCH);
        return resealed(session, rows, vault::rewrapped);
    }

    /// Gives these talents another seal of the same data.
    private int resealed(
            StatelessSession session,
            NativeQuery<Talent> talents,
            BiFunction<String, SealedPerson, SealedPerson> reseal) {
        var rows = talents.getResultStream().map(Filed::of).toList();
        var resealed = json.createArrayNode();
        for (var talent : rows) {
            resealed.addObject()
                    .put("id", talent.id())
                    .set(
                            "personal",
                            reseal.apply(talent.id(), talent.facts().personal()).kept());
        }
        session.createNativeQuery("""
                        update talent set personal = r.personal
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (id text, personal jsonb)
                        where talent.id = r.id""", Void.class)
                .setParameter("rows", resealed.toString())
                .executeUpdate();
        return rows.size();
    }
}
