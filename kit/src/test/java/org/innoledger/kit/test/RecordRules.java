package org.innoledger.kit.test;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Constraints;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.problem.Problem;

/// What holds for every record of facts and every body of a verb.
final class RecordRules {
    private static final Map<Class<?>, Object> NOTHING =
            Map.of(boolean.class, false, int.class, 0, long.class, 0L, double.class, 0.0);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

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
            if (Replaces.class.isAssignableFrom(form)) {
                replacing(form, breaches);
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
        try {
            Checks.of("", (Record & Checked) empty(form), new ArrayList<>());
        } catch (ReflectiveOperationException | RuntimeException e) {
            breaches.add(
                    "the checks of an empty " + form.getName() + " fail: " + (e.getCause() == null ? e : e.getCause()));
        }
    }

    private static Record empty(Class<? extends Record> form) throws ReflectiveOperationException {
        var components = form.getRecordComponents();
        var constructor = form.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(Arrays.stream(components)
                .map(component -> NOTHING.get(component.getType()))
                .toArray());
    }

    /// Whatever is missing from facts that replace others is refused in words, and never fails: they are asked
    /// before they are validated, in whatever state the record is.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void replacing(Class<? extends Record> form, List<String> breaches) {
        try {
            var examples = form.getAnnotation(Schema.class).examples();
            if (examples.length == 0) {
                // Facts without an example are nobody's to send.
                return;
            }
            var onFile = (Record) JSON.readValue(examples[0], form);
            var sent = (Replaces) empty(form);
            var states = new ArrayList<String>();
            states.add(null);
            if (onFile instanceof Begins) {
                states.clear();
                Arrays.stream(form.getMethod("beginsAs").getReturnType().getEnumConstants())
                        .forEach(state -> states.add(state.toString()));
            }
            for (var state : states) {
                try {
                    sent.over(new Filed(
                            "00000000-0000-7000-8000-000000000000",
                            "140602",
                            1,
                            Instant.EPOCH,
                            state,
                            List.of(),
                            onFile));
                } catch (Problem refused) {
                    // That is what it should do.
                }
            }
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            breaches.add("an empty " + form.getName() + " that replaces its example fails: " + e);
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
