package org.innoledger.kit.test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Constraints;
import org.innoledger.kit.journal.Located;

/// What holds for every record of facts and every body of a verb.
final class RecordRules {
    private static final Map<Class<?>, Object> NOTHING =
            Map.of(boolean.class, false, int.class, 0, long.class, 0L, double.class, 0.0);

    private RecordRules() {}

    static List<String> breaches(JavaClasses classes) {
        var breaches = new ArrayList<String>();
        int checked = 0;
        for (var type : classes) {
            // The kit comes with its tests, some of whose records break rules on purpose.
            if (!type.isAssignableTo(Record.class) || type.getName().contains("Test$")) {
                continue;
            }
            var form = record(type);
            constraints(form, breaches);
            if (Checked.class.isAssignableFrom(form)) {
                checks(form, breaches);
                checked++;
            }
            if (Located.class.isAssignableFrom(form) && !names(form).contains("region")) {
                breaches.add(form.getSimpleName() + " is Located and has no component `region`");
            }
        }
        if (checked == 0) {
            breaches.add("no record with checks was found: this test would prove nothing");
        }
        return breaches;
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Record> record(JavaClass type) {
        return (Class<? extends Record>) type.reflect();
    }

    private static List<String> names(Class<? extends Record> form) {
        return Arrays.stream(form.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /// Rules are asked of a record that lacks everything: each names a component, and fails on nothing absent.
    private static void checks(Class<? extends Record> form, List<String> breaches) {
        var components = form.getRecordComponents();
        try {
            var constructor = form.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            var empty = constructor.newInstance(Arrays.stream(components)
                    .map(component -> NOTHING.get(component.getType()))
                    .toArray());
            Checks.of("", (Record & Checked) empty, new ArrayList<>());
        } catch (ReflectiveOperationException | RuntimeException e) {
            breaches.add(
                    "the checks of an empty " + form.getName() + " fail: " + (e.getCause() == null ? e : e.getCause()));
        }
    }

    /// Every constraint is told by a code of the closed list.
    private static void constraints(Class<? extends Record> form, List<String> breaches) {
        for (var component : form.getRecordComponents()) {
            for (Annotation annotation : component.getAccessor().getAnnotations()) {
                try {
                    if (Constraints.told(annotation)) {
                        Constraints.code(annotation, component.getType() == String.class);
                    }
                } catch (IllegalStateException e) {
                    breaches.add(form.getName() + "." + component.getName() + ": " + e.getMessage());
                }
            }
        }
    }
}
