package org.innoledger.kit.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Kind.Component;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whether an index serves what the facts records mark with `@Indexed`, and the order of ids and of days of
/// recording: the plan of each statement is asked for as the application role, under row-level security, with
/// scans of whole tables and sorting switched off, so that a plan which needs them says so. On empty tables
/// all indexes cost the same, so those that begin with another column are hidden from the planner.
///
/// Each service has a `ListPlansTest` that extends this; a new register is tested without a line here.
public abstract class ListPlans {
    /// Texts, one of which is a value of each type that has no example.
    private static final List<String> SAMPLES = List.of(
            "12",
            "2026-11-01T00:00:00Z",
            "2026-11-01",
            "true",
            UUID.randomUUID().toString(),
            "示例");

    @Inject
    EntityManagerFactory entities;

    @Inject
    ObjectMapper json;

    @TestFactory
    @DisplayName("lists by an indexed field: an index finds the records")
    Stream<DynamicTest> filters() {
        return registers((kind, plans) -> {
            for (var component : indexed(kind)) {
                plans.only(component.column());
                plans.finds(
                        component.name(),
                        filters(kind, component.name(), sample(component)).count());
                if (Operand.ordered(component.type())) {
                    var filters = filters(kind, component.name() + ".gte", sample(component));
                    var page = filters.present(filters.sort(component.name()), null, false, 51);
                    plans.finds(component.name() + ".gte", page);
                    plans.isSorted(component.name() + ".gte", page);
                }
            }
            if (kind.states().isPresent()) {
                plans.only("status");
                var state = kind.states().get().getEnumConstants()[0].toString();
                plans.finds("status", filters(kind, "status", state).count());
            }
        });
    }

    @TestFactory
    @DisplayName("lists in the order of an indexed field, both ways and from page to page: no sorting")
    Stream<DynamicTest> sorts() {
        return registers((kind, plans) -> {
            var names = Stream.concat(
                    Stream.of("id", "recordedAt"), indexed(kind).stream().map(Component::name));
            for (var name : names.flatMap(each -> Stream.of(each, "-" + each)).toList()) {
                var filters = filters(kind, "limit", "50");
                var sort = filters.sort(name);
                plans.only(sort.column());
                var optional = plans.optional();
                plans.isSorted(name, filters.present(sort, null, optional, 51));
                var component = kind.components().get(sort.name());
                var last = component == null ? sample(sort.type()) : sample(component);
                var further = filters.present(sort, new Lists.Cursor(last, "0", 0), optional, 51);
                plans.isSorted(name + ", further on", further);
                plans.finds(name + ", further on", further);
            }
        });
    }

    @FunctionalInterface
    private interface Question {
        void ask(Kind<?> kind, Plans plans) throws SQLException;
    }

    private Stream<DynamicTest> registers(Question question) {
        var kinds = entities.getMetamodel().getEntities().stream()
                .map(EntityType::getJavaType)
                .filter(Registered.class::isAssignableFrom)
                .<Kind<?>>map(ListPlans::kind)
                .toList();
        assertFalse(kinds.isEmpty(), "no register was found: this test would prove nothing");
        return kinds.stream()
                .map(kind -> dynamicTest(kind.register(), () -> {
                    try (var connection = Service.superuser()) {
                        connection.setAutoCommit(false);
                        var plans = new Plans(connection, kind.table(), json, new ArrayList<>());
                        question.ask(kind, plans);
                        connection.rollback();
                        assertEquals(List.of(), plans.wrong());
                    }
                }));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Kind<?> kind(Class<?> entity) {
        return Kind.of((Class) entity);
    }

    private static List<Component> indexed(Kind<?> kind) {
        return kind.components().values().stream().filter(Component::indexed).toList();
    }

    private static Filters<?> filters(Kind<?> kind, String name, String value) {
        var given = new MultivaluedHashMap<String, String>();
        given.add(name, value);
        var listing = new Listing() {
            @Override
            MultivaluedMap<String, String> parameters() {
                return given;
            }
        };
        return Filters.of(kind, listing, new Caller("plans", List.of("14"), null, null));
    }

    private static String sample(Component component) {
        var form = component.form();
        // A form that lists words is met by the first of them.
        return Stream.concat(samples(component.type()), form.stream().map(each -> each.split("\\|")[0]))
                .filter(each -> form.isEmpty() || each.matches(form.get()))
                .findFirst()
                .orElseGet(() -> sample(component.type()));
    }

    private static String sample(Class<?> type) {
        return samples(type).findFirst().orElseThrow(() -> new IllegalStateException("no sample of " + type));
    }

    private static Stream<String> samples(Class<?> type) {
        var schema = type.getAnnotation(Schema.class);
        return Stream.of(
                        type.isEnum()
                                ? Arrays.stream(type.getEnumConstants()).map(Object::toString)
                                : Stream.<String>of(),
                        schema == null ? Stream.<String>of() : Arrays.stream(schema.examples()),
                        SAMPLES.stream())
                .flatMap(each -> each)
                .filter(each -> fits(type, each));
    }

    private static boolean fits(Class<?> type, String text) {
        try {
            Operand.of("sample", type, text);
            return true;
        } catch (Problem none) {
            return false;
        }
    }
}
