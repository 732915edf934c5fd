package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.innoledger.kit.standard.Industry;
import org.innoledger.kit.standard.Month;

/// What coverage needs of an enterprise.
record Member(
        String id,
        String region,
        String industry,
        String ownership,
        LocalDate aboveScaleSince,
        LocalDate aboveScaleUntil) {
    /// The month that stands for "as far as can be seen".
    static final Month END = new Month("2099-12");

    /// Whether a day lies in the time that figures are kept for. People write 9999-12-31 for "open".
    static boolean counted(LocalDate day) {
        return day.getYear() >= 1949 && day.getYear() < END.year();
    }

    /// Figures that hold from one month until before another.
    record Run(Month from, Month to, Figures figures) {}

    /// From the body of a journal entry; null where the enterprise has been withdrawn.
    static Member of(JsonNode entry) {
        if (entry.path("type").asText().endsWith(".withdrawn")) {
            return null;
        }
        var facts = entry.get("facts");
        return new Member(
                entry.get("id").asText(),
                entry.get("region").asText(),
                facts.path("industry").asText(),
                facts.path("ownership").asText(),
                day(facts, "aboveScaleSince"),
                day(facts, "aboveScaleUntil"));
    }

    private static LocalDate day(JsonNode facts, String field) {
        return facts.has(field) ? LocalDate.parse(facts.get(field).asText()) : null;
    }

    /// Whether it stands on the roster 规上名录 on this day. Source: DOMAIN 1.1.
    private boolean onRoster(LocalDate day) {
        return Roster.holds(new Industry(industry), aboveScaleSince, aboveScaleUntil, day);
    }

    /// Its figures of a month, null where it does not stand on the roster at the end of it.
    Figures figures(Month month, Standing standing) {
        return onRoster(month.last()) ? standing.figures(month) : null;
    }

    /// Its figures of all months, as runs in which they stay the same.
    List<Run> runs(Standing standing) {
        var runs = new ArrayList<Run>();
        if (aboveScaleSince == null || !counted(aboveScaleSince) || !new Industry(industry).industrial()) {
            return runs;
        }
        var from = Month.of(aboveScaleSince);
        var end = aboveScaleUntil == null || !counted(aboveScaleUntil) ? END : Month.of(aboveScaleUntil.plusDays(1));
        if (from.compareTo(end) >= 0) {
            return runs;
        }
        var turns = new ArrayList<Month>();
        turns.add(from);
        standing.turns().stream()
                .filter(turn -> turn.compareTo(from) > 0 && turn.compareTo(end) < 0)
                .forEach(turns::add);
        turns.add(end);
        for (int i = 0; i + 1 < turns.size(); i++) {
            var figures = standing.figures(turns.get(i));
            var before = runs.isEmpty() ? null : runs.getLast();
            if (before != null && Objects.equals(before.figures(), figures)) {
                runs.set(runs.size() - 1, new Run(before.from(), turns.get(i + 1), figures));
            } else {
                runs.add(new Run(turns.get(i), turns.get(i + 1), figures));
            }
        }
        return runs;
    }
}
