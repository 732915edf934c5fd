package org.innoledger.ledger.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.time.Clocks;

/// When reports are due: by the 5th of the next month, 24:00 in Asia/Shanghai. Whether days off move it is a
/// setting.
@ApplicationScoped
public class ReportCalendar {
    /// Days that a deadline can be put off by days off in a row.
    private static final int MOVED_DAYS_MAX = 31;

    private final Settings settings;

    ReportCalendar(Settings settings) {
        this.settings = settings;
    }

    /// The calendar's settings.
    @ConfigMapping(prefix = "innoledger.reports")
    interface Settings {
        /// Day of the next month until the end of which a report is in time.
        @WithDefault("5")
        int dueDay();

        /// Whether a deadline on a day off moves to the next working day.
        @WithDefault("false")
        boolean daysOffMoveDeadline();

        /// Public holidays 法定节假日, as the State Council announces them each year.
        Optional<Set<LocalDate>> holidays();

        /// Weekend days on which people work 调休.
        Optional<Set<LocalDate>> workdays();
    }

    /// The last day on which a report of this month is in time.
    public LocalDate dueOn(Month month) {
        var day = month.plus(1).first().withDayOfMonth(settings.dueDay());
        for (int moved = 0; settings.daysOffMoveDeadline() && dayOff(day) && moved < MOVED_DAYS_MAX; moved++) {
            day = day.plusDays(1);
        }
        return day;
    }

    /// The first instant that is late.
    public Instant lateFrom(Month month) {
        return dueOn(month).plusDays(1).atStartOfDay(Clocks.ZONE).toInstant();
    }

    /// Whether a report of this month that is submitted now is late.
    public boolean late(Month month, Instant submitted) {
        return !submitted.isBefore(lateFrom(month));
    }

    private boolean dayOff(LocalDate day) {
        if (settings.workdays().orElse(Set.of()).contains(day)) {
            return false;
        }
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                || day.getDayOfWeek() == DayOfWeek.SUNDAY
                || settings.holidays().orElse(Set.of()).contains(day);
    }
}
