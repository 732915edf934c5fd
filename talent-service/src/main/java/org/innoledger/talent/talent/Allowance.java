package org.innoledger.talent.talent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.talent.talent.PersonalLookup.LookupKey;
import org.innoledger.talent.talent.PersonalLookup.LookupOccasion;

/// What one client has left of its look-ups, as one transaction sees it: counted over the register of
/// look-ups, so that it holds across instances and restarts.
///
/// Whoever adds to the count first holds the client's lock until the transaction ends, and so until what it
/// adds is committed: two at once never take the same last look-up. The lock is taken after rows of talents.
/// An import may hold rows that another request of the client waits for while that one holds the lock;
/// PostgreSQL finds such a circle, and the journal tries one of the two again.
final class Allowance {
    /// Look-ups by citizen number, of a client.
    static final int NUMBERS_AN_HOUR_MAX = 30;

    static final int NUMBERS_A_DAY_MAX = 100;

    /// Look-ups by name, of a client.
    static final int NAMES_AN_HOUR_MAX = 300;

    /// So many in so long.
    private record Window(Duration length, int most) {}

    private static final List<Window> NUMBERS = List.of(
            new Window(Duration.ofHours(1), NUMBERS_AN_HOUR_MAX), new Window(Duration.ofDays(1), NUMBERS_A_DAY_MAX));
    private static final List<Window> NAMES = List.of(new Window(Duration.ofHours(1), NAMES_AN_HOUR_MAX));

    private final Writing writing;
    private final String client;
    private final LookupKey key;
    private final List<LookupOccasion> counted;
    private final List<Window> windows;
    private List<Instant> latest;
    private boolean held;

    /// @param counted occasions that count
    Allowance(Writing writing, String client, LookupKey key, List<LookupOccasion> counted) {
        this.writing = writing;
        this.client = client;
        this.key = key;
        this.counted = counted;
        this.windows = key == LookupKey.NAME ? NAMES : NUMBERS;
    }

    /// Lets no other request of the client add to the count until this transaction ends.
    void hold() {
        if (!held) {
            // In a statement of its own: the count that follows sees what was committed while this one waited.
            var sql = "select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))";
            writing.query(session -> session.createNativeQuery(sql, Integer.class)
                    .setParameter("name", "personal-lookup\n" + key + "\n" + client)
                    .getSingleResult());
            held = true;
            latest = null;
        }
    }

    /// Refuses where nothing is left.
    ///
    /// @throws Problem 429
    void mustBeLeft() {
        if (windows.stream().anyMatch(this::full)) {
            throw refusal();
        }
    }

    /// Counts one more in this transaction.
    void spend() {
        latest().addFirst(writing.now());
    }

    /// The 429, with the seconds until something is left again.
    Problem refusal() {
        var seconds = windows.stream()
                .filter(this::full)
                .map(window -> Duration.between(
                        writing.now(), latest().get(window.most() - 1).plus(window.length())))
                .mapToLong(wait -> wait.plusMillis(999).toSeconds())
                .max()
                .orElse(1);
        return Problem.later(
                ProblemType.TOO_MANY_REQUESTS,
                key == LookupKey.NAME
                        ? Text.of(
                                "按姓名查找每小时至多 %d 次，请在 %d 秒后再试。",
                                "There are at most %d look-ups by name an hour; try again in %d seconds.",
                                NAMES_AN_HOUR_MAX,
                                seconds)
                        : Text.of(
                                "按身份号码查找每小时至多 %d 次、每日至多 %d 次，登记和更正时与在册号码的比对也计入；请在 %d 秒后再试。",
                                "There are at most %d look-ups by citizen number an hour and %d a day, filings and corrections that "
                                        + "met a number on file among them; try again in %d seconds.",
                                NUMBERS_AN_HOUR_MAX,
                                NUMBERS_A_DAY_MAX,
                                seconds),
                seconds);
    }

    private boolean full(Window window) {
        return latest().size() >= window.most()
                && latest().get(window.most() - 1).plus(window.length()).isAfter(writing.now());
    }

    private List<Instant> latest() {
        if (latest == null) {
            var most = windows.stream().mapToInt(Window::most).max().orElseThrow();
            var longest = windows.stream()
                    .map(Window::length)
                    .max(Duration::compareTo)
                    .orElseThrow();
            var sql = "select at from recent_lookups(:client, :key, :counted, :since, :most) as at";
            latest = new ArrayList<>(writing.query(session -> session.createNativeQuery(sql, Instant.class)
                    .setParameter("client", client)
                    .setParameter("key", key.name())
                    .setParameter("counted", counted.stream().map(Enum::name).toArray(String[]::new), String[].class)
                    .setParameter("since", writing.now().minus(longest))
                    .setParameter("most", most)
                    .getResultList()));
        }
        return latest;
    }
}
