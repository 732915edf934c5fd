package org.innoledger.ledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.innoledger.kit.standard.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportCalendarTest {
    private static ReportCalendar calendar(boolean moves, Set<LocalDate> holidays, Set<LocalDate> workdays) {
        return new ReportCalendar(new ReportCalendar.Settings() {
            @Override
            public int dueDay() {
                return 5;
            }

            @Override
            public boolean daysOffMoveDeadline() {
                return moves;
            }

            @Override
            public Optional<Set<LocalDate>> holidays() {
                return Optional.of(holidays);
            }

            @Override
            public Optional<Set<LocalDate>> workdays() {
                return Optional.of(workdays);
            }
        });
    }

    private static final ReportCalendar PLAIN = calendar(false, Set.of(), Set.of());

    private static LocalDate due(ReportCalendar calendar, String month) {
        return calendar.dueOn(new Month(month));
    }

    @Test
    @DisplayName("23:59:59 on the 5th in Shanxi is in time, 00:00:00 on the 6th is late")
    void deadline() {
        var month = new Month("2026-10");
        assertFalse(PLAIN.late(month, Instant.parse("2026-11-05T15:59:59Z")));
        assertFalse(PLAIN.late(month, Instant.parse("2026-11-05T15:59:59.999999Z")));
        assertTrue(PLAIN.late(month, Instant.parse("2026-11-05T16:00:00Z")));
    }

    @Test
    @DisplayName("short months, leap years and the year's end: the 5th of the month after")
    void months() {
        assertEquals(LocalDate.of(2026, 3, 5), due(PLAIN, "2026-02"));
        assertEquals(LocalDate.of(2028, 3, 5), due(PLAIN, "2028-02"));
        assertEquals(LocalDate.of(2027, 1, 5), due(PLAIN, "2026-12"));
        assertEquals(LocalDate.of(2026, 5, 5), due(PLAIN, "2026-04"));
        assertEquals(LocalDate.of(2028, 2, 29), new Month("2028-02").last());
        assertTrue(PLAIN.late(new Month("2026-12"), Instant.parse("2027-01-05T16:00:00Z")));
    }

    @Test
    @DisplayName("a day off moves nothing by default; where the setting says so, to the next working day")
    void holidays() {
        // 2026-07-05 is a Sunday, 2026-09-05 a Saturday.
        assertEquals(LocalDate.of(2026, 7, 5), due(PLAIN, "2026-06"));
        var moves = calendar(
                true,
                Set.of(LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 6), LocalDate.of(2026, 10, 7)),
                Set.of(LocalDate.of(2026, 9, 5)));
        assertEquals(LocalDate.of(2026, 7, 6), due(moves, "2026-06"));
        assertEquals(LocalDate.of(2026, 10, 8), due(moves, "2026-09"));
        assertEquals(LocalDate.of(2026, 9, 5), due(moves, "2026-08"));
        assertEquals(LocalDate.of(2026, 11, 5), due(moves, "2026-10"));
        assertTrue(moves.late(new Month("2026-09"), Instant.parse("2026-10-08T16:00:00Z")));
        assertFalse(moves.late(new Month("2026-09"), Instant.parse("2026-10-08T15:59:59Z")));
    }
}
