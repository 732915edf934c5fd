package org.innoledger.kit.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.query.NativeQuery;

/// Records of Java as a set that a statement reads like a table: a column for each component, typed as that
/// is. It is one array for each column, whose length the planner knows, so an index serves a join with few of
/// them.
///
/// @param <R> the record; the columns bear the names of its components in snake_case
public final class RecordSet<R extends Record> {
    private static final Map<Class<?>, String> TYPES = Map.of(
            Integer.class, "int",
            int.class, "int",
            Long.class, "bigint",
            long.class, "bigint",
            boolean.class, "boolean",
            BigDecimal.class, "numeric",
            LocalDate.class, "date",
            Instant.class, "timestamptz");

    private final String alias;
    private final RecordComponent[] components;

    private RecordSet(String alias, Class<R> row) {
        this.alias = alias;
        this.components = row.getRecordComponents();
        for (var component : components) {
            component.getAccessor().setAccessible(true);
        }
    }

    /// @param alias of the set in the statement
    public static <R extends Record> RecordSet<R> as(String alias, Class<R> row) {
        return new RecordSet<>(alias, row);
    }

    /// The set as it stands in the statement, behind `from` or `join`.
    @Override
    public String toString() {
        var arrays = Arrays.stream(components)
                .map(each -> "cast(:" + parameter(each) + " as " + TYPES.getOrDefault(each.getType(), "text") + "[])")
                .collect(Collectors.joining(", "));
        var columns = Arrays.stream(components).map(RecordSet::column).collect(Collectors.joining(", "));
        return "unnest(" + arrays + ") as " + alias + "(" + columns + ")";
    }

    /// Gives the statement its rows.
    public <T> NativeQuery<T> bind(NativeQuery<T> query, List<R> rows) {
        for (var component : components) {
            var values = rows.stream().map(row -> text(component, row)).toArray(String[]::new);
            query.setParameter(parameter(component), values, String[].class);
        }
        return query;
    }

    private String parameter(RecordComponent component) {
        return alias + "_" + component.getName();
    }

    private static String column(RecordComponent component) {
        return Kind.separated(component.getName(), '_');
    }

    private static String text(RecordComponent component, Record row) {
        try {
            var value = component.getAccessor().invoke(row);
            return value == null ? null : value instanceof Enum<?> constant ? constant.name() : value.toString();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
