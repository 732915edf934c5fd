package org.innoledger.kit.register;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Kind.Component;
import org.innoledger.kit.journal.Portion;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Decimals;
import org.innoledger.kit.standard.Industry;
import org.innoledger.kit.standard.Value;

/// The conditions of a list as SQL. Nothing that a caller sends becomes part of the statement: names come from
/// the facts record, values are parameters.
final class Filters<F extends Record> {
    /// Comparisons by their suffix in a parameter's name.
    private static final Map<String, String> COMPARISONS = Map.of("gte", ">=", "lte", "<=", "gt", ">", "lt", "<");

    /// Values that one parameter may list with commas.
    private static final int VALUES_MAX = 100;

    private final Kind<F> kind;
    private final List<String> conditions = new ArrayList<>(List.of("withdrawn_at is null"));
    private final List<Object> values = new ArrayList<>();

    private Filters(Kind<F> kind) {
        this.kind = kind;
    }

    /// What a list is sorted by.
    ///
    /// @param name as the caller gives it
    /// @param type of the column
    record Sort(String name, String column, Class<?> type, boolean descending) {
        <F extends Record> String value(Kind<F> kind, Filed<F> filed) {
            return switch (name) {
                case "id" -> filed.id();
                case "recordedAt" -> filed.recordedAt().toString();
                default -> kind.components().get(name).text(filed.facts());
            };
        }
    }

    static <F extends Record> Filters<F> of(Kind<F> kind, Listing listing, Caller caller) {
        var filters = new Filters<>(kind);
        listing.parameters().forEach((name, given) -> {
            if (given.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                throw Problem.invalid(name, FaultCode.FILTER_FORM, Text.of("值中不能有 NUL", "A value cannot hold NUL"));
            }
        });
        filters.regions(caller.regions(), kind.readBelow() ? ancestors(caller.regions()) : List.of());
        if (listing.region != null) {
            filters.regions(List.of(listing.region.strip()), List.of());
        }
        if (listing.status != null) {
            filters.anyOf("status", "status", String.class, listing.status);
        }
        if (listing.unresolved != null) {
            filters.conditions.add(listing.unresolved ? "unresolved <> '{}'" : "unresolved = '{}'");
        }
        if (listing.updatedSince != null) {
            filters.add("recorded_at >= ?", instant("updatedSince", listing.updatedSince));
        }
        if (listing.q != null) {
            filters.words(listing.q);
        }
        listing.parameters().forEach((name, given) -> {
            if (!Listing.OWN.contains(name)) {
                given.forEach(value -> filters.field(name, value));
            }
        });
        return filters;
    }

    private void add(String condition, Object... given) {
        conditions.add(condition);
        values.addAll(Arrays.asList(given));
    }

    /// Ranges of codes, which an index serves; row-level security alone could not use one.
    ///
    /// @param exact codes of single divisions besides
    private void regions(List<String> prefixes, List<String> exact) {
        var ranges = Stream.concat(prefixes.stream(), exact.stream())
                .map(prefix -> "region >= ? and region <= ?")
                .collect(Collectors.joining(" or "));
        var bounds = Stream.concat(
                        prefixes.stream().flatMap(prefix -> Stream.of(prefix, prefix + "999999")),
                        exact.stream().flatMap(code -> Stream.of(code, code)))
                .toArray();
        add(ranges.isEmpty() ? "false" : "(" + ranges + ")", bounds);
    }

    /// Codes of the divisions above these regions: of the city and the province for a county.
    private static List<String> ancestors(List<String> prefixes) {
        return prefixes.stream()
                .flatMap(prefix -> Stream.of(2, 4)
                        .filter(digits -> digits < prefix.length())
                        .map(digits -> (prefix.substring(0, digits) + "0000").substring(0, 6)))
                .distinct()
                .toList();
    }

    private void words(String words) {
        var column = kind.components().containsKey("name") ? "name" : "id";
        for (var word : words.strip().split("\\s+")) {
            add("(strpos(lower(" + column + "), lower(?)) > 0 or id = upper(?))", word, word);
        }
    }

    private void field(String name, String given) {
        var dot = name.lastIndexOf('.');
        var comparison = dot < 0 ? "=" : COMPARISONS.get(name.substring(dot + 1));
        var component = kind.components().get(dot < 0 ? name : name.substring(0, dot));
        if (comparison == null || component == null || !single(component.type())) {
            throw Problem.invalid(FaultCode.UNKNOWN_FILTER.at(name, name, fields()));
        }
        if (component.type() == Industry.class && comparison.equals("=")) {
            // A section or division stands for all that belongs to it.
            var prefix = Value.normalised(given);
            add(component.column() + " >= ? and " + component.column() + " <= ?", prefix, prefix + "9999");
        } else if (comparison.equals("=")) {
            anyOf(name, component.column(), component.type(), given);
        } else {
            add(component.column() + " " + comparison + " ?", parsed(name, component.type(), given));
        }
    }

    private void anyOf(String name, String column, Class<?> type, String given) {
        var listed = given.split(",", -1);
        if (listed.length > VALUES_MAX) {
            throw Problem.invalid(FaultCode.TOO_MANY_VALUES.at(name, VALUES_MAX));
        }
        if (Arrays.stream(listed).anyMatch(String::isBlank)) {
            throw Problem.invalid(
                    name, FaultCode.FILTER_FORM, Text.of("逗号之间缺少值", "A value is missing between the commas"));
        }
        var marks = Arrays.stream(listed).map(value -> "?").collect(Collectors.joining(", "));
        add(
                column + " in (" + marks + ")",
                Arrays.stream(listed).map(value -> parsed(name, type, value)).toArray());
    }

    private String fields() {
        return kind.components().values().stream()
                .filter(component -> single(component.type()))
                .map(Component::name)
                .collect(Collectors.joining(", "));
    }

    private static boolean single(Class<?> type) {
        return type == String.class
                || type.isPrimitive()
                || type.isEnum()
                || Number.class.isAssignableFrom(type)
                || type == Boolean.class
                || type == LocalDate.class
                || type == Instant.class
                || Value.class.isAssignableFrom(type);
    }

    private static Object parsed(String name, Class<?> type, String given) {
        var text = given.strip();
        try {
            if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
                return Decimals.of(text).orElseThrow(NumberFormatException::new);
            }
            // Java knows more years than PostgreSQL.
            if (type == LocalDate.class) {
                var day = LocalDate.parse(text);
                if (day.getYear() < 1 || day.getYear() > 9_999) {
                    throw new DateTimeException("year");
                }
                return day;
            }
            if (type == Instant.class) {
                var instant = Instant.parse(text);
                parsed(
                        name,
                        LocalDate.class,
                        instant.atOffset(ZoneOffset.UTC).toLocalDate().toString());
                return instant;
            }
            if (type == Boolean.class || type == boolean.class) {
                return Boolean.valueOf(text);
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw Problem.invalid(FaultCode.FILTER_FORM.at(name, given));
        }
        if (type.isEnum()) {
            var constants =
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
            if (!constants.contains(text)) {
                throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at(name, text, String.join(", ", constants)));
            }
        }
        return Value.class.isAssignableFrom(type)
                ? Value.of(type.asSubclass(Value.class), text).value()
                : text;
    }

    private static Instant instant(String name, String given) {
        return (Instant) parsed(name, Instant.class, given);
    }

    Sort sort(String given) {
        var descending = given.startsWith("-");
        var name = descending ? given.substring(1) : given;
        if (name.equals("id")) {
            return new Sort(name, "id", String.class, descending);
        }
        if (name.equals("recordedAt")) {
            return new Sort(name, "recorded_at", Instant.class, descending);
        }
        var component = kind.components().get(name);
        if (component == null || !single(component.type())) {
            throw Problem.invalid(FaultCode.UNKNOWN_SORT.at("sort", name, fields()));
        }
        return new Sort(name, component.column(), component.type(), descending);
    }

    /// The records of a page and their bytes, which may be fewer records than `limit` where they are large.
    List<Registered<F>> rows(StatelessSession session, Sort sort, Lists.Cursor from, int limit) {
        var where = new ArrayList<>(conditions);
        var bound = new ArrayList<>(values);
        if (from != null) {
            after(sort, from, where, bound);
        }
        var direction = sort.descending() ? " desc" : " asc";
        var order =
                sort.name().equals("id") ? "id" + direction : sort.column() + direction + " nulls last, id" + direction;
        var rows = "select * from " + kind.table() + " where " + String.join(" and ", where) + " order by " + order
                + " limit " + limit;
        var sql = Portion.of(rows, "bytes", order, Listing.BYTES_MAX);
        return bind(session.createNativeQuery(sql, kind.entity()), bound).getResultList().stream()
                .<Registered<F>>map(row -> row)
                .toList();
    }

    /// Everything behind the cursor: a key, not a count, so that records filed meanwhile shift nothing.
    private static void after(Sort sort, Lists.Cursor from, List<String> where, List<Object> bound) {
        var beyond = sort.descending() ? " < ?" : " > ?";
        if (sort.name().equals("id")) {
            where.add("id" + beyond);
            bound.add(from.id());
        } else if (from.value() == null) {
            where.add(sort.column() + " is null and id" + beyond);
            bound.add(from.id());
        } else {
            var value = parsed("cursor", sort.type(), from.value());
            var column = sort.column();
            where.add("(" + column + beyond + " or " + column + " = ? and id" + beyond + " or " + column + " is null)");
            bound.addAll(List.of(value, value, from.id()));
        }
    }

    long total(StatelessSession session) {
        var sql = "select count(*) from " + kind.table() + " where " + String.join(" and ", conditions);
        return bind(session.createNativeQuery(sql, Long.class), values).getSingleResult();
    }

    private static <T> NativeQuery<T> bind(NativeQuery<T> query, List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }
}
