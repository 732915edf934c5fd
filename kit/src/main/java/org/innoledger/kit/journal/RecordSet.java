package org.innoledger.kit.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/// Records of Java as a set that a statement reads like a table: a column for each component, typed as that
/// is. It is one array for each column, whose length the planner knows, so an index serves a join with few of
/// them.
///
/// A statement has the set where it says `from %s`, `formatted` with it; its alias is given once, here.
///
/// @param <R> a row of the set
public final class RecordSet<R> {
    /// Types of columns by those of components: a list is its JSON, and whatever is not named here is text.
    private static final Map<Class<?>, String> TYPES = Map.of(
            Integer.class, "int",
            int.class, "int",
            Long.class, "bigint",
            long.class, "bigint",
            boolean.class, "boolean",
            BigDecimal.class, "numeric",
            LocalDate.class, "date",
            Instant.class, "timestamptz",
            List.class, "jsonb");

    private record Column<R>(String name, Class<?> type, Function<R, Object> of) {}

    private final String alias;
    private final List<Column<R>> columns;

    private RecordSet(String alias, List<Column<R>> columns) {
        this.alias = alias;
        this.columns = columns;
    }

    /// A set of any records, with a column for each component, named like it in snake_case.
    ///
    /// @param alias of the set in the statement
    public static <R extends Record> RecordSet<R> as(String alias, Class<R> row) {
        return new RecordSet<>(
                alias,
                Arrays.stream(row.getRecordComponents())
                        .map(Kind::component)
                        .map(component -> RecordSet.<R>column(component, each -> each))
                        .toList());
    }

    /// A set of drafts: their `id`, and what is named of their facts, in columns that bear the names of the
    /// register's table.
    ///
    /// @param alias of the set in the statement
    /// @param named components of the facts; `region` is that of the record
    public static <F extends Record> RecordSet<Filed<F>> drafts(String alias, Class<F> facts, String... named) {
        var columns = new ArrayList<Column<Filed<F>>>();
        columns.add(new Column<>("id", String.class, Filed::id));
        for (var name : named) {
            columns.add(
                    name.equals("region")
                            ? new Column<>(name, String.class, Filed::region)
                            : column(component(facts, name), Filed::facts));
        }
        return new RecordSet<>(alias, columns);
    }

    private static Kind.Component component(Class<?> facts, String name) {
        return Arrays.stream(facts.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .map(Kind::component)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(facts.getSimpleName() + " has no " + name));
    }

    private static <R> Column<R> column(Kind.Component component, Function<R, ? extends Record> holder) {
        var accessor = component.accessor();
        accessor.setAccessible(true);
        return new Column<>(component.column(), component.type(), row -> {
            try {
                return accessor.invoke(holder.apply(row));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// The set as it stands in a statement, behind `from` or `join`.
    @Override
    public String toString() {
        var arrays = columns.stream()
                .map(each -> "cast(:" + parameter(each) + " as " + TYPES.getOrDefault(each.type(), "text") + "[])")
                .collect(Collectors.joining(", "));
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return "unnest(" + arrays + ") as " + alias + "(" + names + ")";
    }

    /// What a statement over this set answers for these rows. Where there are none it is not asked.
    public <T> List<T> query(StatelessSession session, String sql, Class<T> answer, List<R> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var query = session.createNativeQuery(sql, answer);
        for (var column : columns) {
            var values = rows.stream().map(row -> text(column.of().apply(row))).toArray(String[]::new);
            query.setParameter(parameter(column), values, String[].class);
        }
        return query.getResultList();
    }

    private String parameter(Column<R> column) {
        return alias + "_" + column.name();
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> null;
            case Enum<?> constant -> constant.name();
            case List<?> list -> json(list);
            default -> value.toString();
        };
    }

    private static String json(List<?> list) {
        try {
            return Canonical.MAPPER.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
