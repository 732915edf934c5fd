package org.innoledger.kit.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.function.Predicate;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Kind.Component;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;

/// Fields that only a register's verbs set: whoever sends another value would else believe it was taken.
final class ByVerbs {
    private ByVerbs() {}

    /// Refuses a value that is not filed as it was sent, unless it is what is on file: a caller may send back
    /// what it has read.
    ///
    /// @param filed what is to be filed in place of `sent`
    /// @throws Problem 400 that names each such field
    static <F extends Record> void mustStay(Kind<F> kind, Filed<F> present, F sent, F filed) {
        refuse(kind, component -> {
            var value = component.of(sent);
            return value != null
                    && !same(value, component.of(filed))
                    && (present == null || !same(value, component.of(present.facts())));
        });
    }

    /// Refuses a patch that takes away what stays nevertheless.
    ///
    /// @throws Problem 400 that names each such field
    static <F extends Record> void mustNotBeTaken(Kind<F> kind, JsonNode patch, F filed) {
        refuse(kind, component -> {
            var wanted = patch.get(component.name());
            return wanted != null && wanted.isNull() && component.of(filed) != null;
        });
    }

    private static void refuse(Kind<?> kind, Predicate<Component> breach) {
        var faults = kind.components().values().stream()
                .filter(breach)
                .map(component -> FaultCode.SET_BY_VERBS.at("/" + component.name(), component.name()))
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /// Whether JSON makes no difference between two values, whatever zeros stand behind the point.
    private static boolean same(Object value, Object other) {
        return value instanceof BigDecimal number && other instanceof BigDecimal known
                ? number.compareTo(known) == 0
                : value.equals(other);
    }
}
