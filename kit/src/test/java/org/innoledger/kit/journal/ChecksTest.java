package org.innoledger.kit.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Problem.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Rules over several components, beside Bean Validation.
class ChecksTest {
    record Period(LocalDate since, LocalDate until) implements Checked {
        @Override
        public Checks checks(Checks these) {
            return these.at("until", FaultCode.OUT_OF_ORDER, Checks.inOrder(since, until), "止早于起", "too early");
        }
    }

    record Facts(
            @NotBlank @Size(max = 3) String name,
            @NotNull @Size(max = 2) List<@Valid Period> periods,
            Integer part,
            Integer whole)
            implements Checked {
        private static final Copies<Facts> COPIES = Copies.of(Facts.class, "part");

        @Override
        public Checks checks(Checks these) {
            return these.at("part", FaultCode.EXCEEDS, Checks.within(part, whole));
        }
    }

    record Wrong(String name) implements Checked {
        @Override
        public Checks checks(Checks these) {
            return these.at("nam", FaultCode.MISSING, true);
        }
    }

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private static List<Fault> faults(Record record) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var validation = new org.innoledger.kit.journal.Validation(factory.getValidator(), Clock.systemUTC());
            return assertThrows(Problem.class, () -> validation.body(record)).faults;
        }
    }

    @Test
    @DisplayName("all faults at once, each at its place in what was sent, in the order of the pointers")
    void allAtOnce() {
        var facts = new Facts(" ", List.of(new Period(DAY, DAY), new Period(DAY, DAY.minusDays(1))), 3, 2);
        assertEquals(
                List.of("/name missing", "/part exceeds", "/periods/1/until out-of-order"),
                faults(facts).stream()
                        .map(fault -> fault.pointer() + " " + fault.code().code())
                        .toList());
    }

    @Test
    @DisplayName("a text is measured in characters, a list in elements; the sentences are ours")
    void sentences() {
        var period = new Period(DAY, null);
        assertEquals(
                List.of("长度至多 3 个字符", "至多 2 项"),
                faults(new Facts("四个字符", List.of(period, period, period), null, null)).stream()
                        .map(fault -> fault.message().zh())
                        .toList());
    }

    @Test
    @DisplayName("a rule at a component that the record does not have is a defect, even where it holds")
    void unknownComponent() {
        assertThrows(IllegalStateException.class, () -> Checks.of("", new Wrong("x"), new ArrayList<>()));
    }

    @Test
    @DisplayName("what is absent is in order, within its whole, and stands nowhere twice")
    void absent() {
        assertTrue(Checks.inOrder(null, DAY));
        assertTrue(Checks.within(3, (Integer) null));
        assertTrue(Checks.distinct(null));
        assertTrue(Checks.distinct(Arrays.asList("a", null, null)));
        assertFalse(Checks.distinct(List.of("a", "a")));
    }

    @Test
    @DisplayName("a copy changes the components that it names, and no other")
    void copies() {
        var facts = new Facts("a", List.of(), 1, 2);
        assertEquals(new Facts("a", List.of(), 7, 2), Facts.COPIES.with(facts, 7));
        assertThrows(IllegalArgumentException.class, () -> Copies.of(Facts.class, "parts"));
        assertThrows(IllegalArgumentException.class, () -> Facts.COPIES.with(facts, "seven"));
    }
}
