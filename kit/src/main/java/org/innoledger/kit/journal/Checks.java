package org.innoledger.kit.journal;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem.Fault;
import org.innoledger.kit.problem.Text;

/// The rules of one record over several of its components, and which of them do not hold.
public final class Checks {
    private static final ClassValue<Set<String>> COMPONENTS = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toUnmodifiableSet());
        }
    };

    private final String pointer;
    private final Class<?> type;
    private final List<Fault> faults;

    private Checks(String pointer, Class<?> type, List<Fault> faults) {
        this.pointer = pointer;
        this.type = type;
        this.faults = faults;
    }

    /// Asks the rules of a record.
    ///
    /// @param pointer to the record in what was sent, empty for the whole of it
    /// @param faults to which those of the rules that do not hold are added
    public static <R extends Record & Checked> void of(String pointer, R record, List<Fault> faults) {
        record.checks(new Checks(pointer, record.getClass(), faults));
    }

    /// A rule with a sentence of its own.
    ///
    /// @param component that it is told at; a name that the record does not have is a defect of the rule
    /// @param holds whether the record keeps it
    public Checks at(String component, FaultCode code, boolean holds, String zh, String en) {
        return told(component, holds, code, new Text(zh, en));
    }

    /// A rule that the sentence of its code says all of.
    public Checks at(String component, FaultCode code, boolean holds) {
        return told(component, holds, code, code.sentence);
    }

    private Checks told(String component, boolean holds, FaultCode code, Text sentence) {
        if (!COMPONENTS.get(type).contains(component)) {
            throw new IllegalStateException(
                    type.getSimpleName() + " tells a rule at " + component + ", which it does not have");
        }
        if (!holds) {
            faults.add(new Fault(pointer + "/" + component, code, sentence));
        }
        return this;
    }

    /// Whether the second is not before the first; also where one of them is absent.
    public static <T extends Comparable<? super T>> boolean inOrder(T first, T then) {
        return first == null || then == null || then.compareTo(first) >= 0;
    }

    /// Whether a part is no more than the whole; also where one of them is absent.
    public static <T extends Comparable<? super T>> boolean within(T part, T whole) {
        return inOrder(part, whole);
    }

    /// Whether nothing stands twice in the list; what is absent stands nowhere.
    public static boolean distinct(Collection<?> list) {
        var seen = new HashSet<Object>();
        return list == null || list.stream().filter(Objects::nonNull).allMatch(seen::add);
    }
}
