package org.innoledger.kit.standard;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;

/// A month 月份 of the calendar, such as `2026-11`. As text it sorts as months do.
///
/// @param value year and month
@Schema(
        type = SchemaType.STRING,
        pattern = "^20[0-9]{2}-(0[1-9]|1[0-2])$",
        examples = "2026-10",
        description = "月份 Month, such as 2026-10")
public record Month(@JsonValue String value) implements Value, Comparable<Month> {
    private static final Pattern FORM = Pattern.compile("20[0-9]{2}-(0[1-9]|1[0-2])");

    public Month {
        value = Value.normalised(value);
    }

    @JsonCreator
    public static Month of(String raw) {
        return new Month(raw);
    }

    public static Month of(YearMonth month) {
        return new Month(month.toString());
    }

    /// The month that this day lies in.
    public static Month of(LocalDate day) {
        return of(YearMonth.from(day));
    }

    @Override
    public Optional<Fault> fault() {
        return FORM.matcher(value).matches() ? Optional.empty() : Optional.of(Fault.of(FaultCode.MONTH_FORM, value));
    }

    public YearMonth yearMonth() {
        return YearMonth.parse(value);
    }

    public LocalDate first() {
        return yearMonth().atDay(1);
    }

    public LocalDate last() {
        return yearMonth().atEndOfMonth();
    }

    public Month plus(int months) {
        return of(yearMonth().plusMonths(months));
    }

    public int year() {
        return yearMonth().getYear();
    }

    @Override
    public int compareTo(Month other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the month as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<Month> {
        public AsText() {
            super(Month::new);
        }
    }
}
