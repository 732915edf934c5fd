package org.innoledger.kit.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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
import org.innoledger.kit.standard.Industry;
import org.innoledger.kit.standard.Texts;

/// The conditions of a list as SQL. Nothing that a caller sends becomes part of the statement: names come from
/// the facts record, values are parameters.
final class Filters<F extends Record> {
    /// Comparisons by their suffix in a parameter's name.
    private static final Map<String, String> COMPARISONS = Map.of("gte", ">=", "lte", "<=", "gt", ">", "lt", "<");

    /// Values that one parameter may list.
    private static final int VALUES_MAX = 100;

    private static final Pattern INDUSTRY_PREFIX = Pattern.compile("[A-T][0-9]{0,4}");

    /// Columns that may be empty, by table and name, as the database knows them.
    private static final Map<String, Boolean> OPTIONAL = new ConcurrentHashMap<>();

    private final Kind<F> kind;
    private final List<String> conditions = new ArrayList<>(List.of("withdrawn_at is null"));
    private final List<Object> values = new ArrayList<>();

    /// The regions that are listed, as prefixes of codes.
    private final List<String> regions;

    private final String words;

    private final Served served = new Served();

    private Filters(Kind<F> kind, List<String> regions, String words) {
        this.kind = kind;
        this.regions = regions;
        this.words = words;
    }

    /// What a list is sorted by.
    ///
    /// @param name as the caller gives it
    /// @param type of the column
    /// @param indexed whether an index serves it
    record Sort(String name, String column, Class<?> type, boolean descending, boolean indexed) {
        <F extends Record> String value(Kind<F> kind, Filed<F> filed) {
            return switch (name) {
                case "id" -> filed.id();
                case "recordedAt" -> filed.recordedAt().toString();
                default -> kind.components().get(name).text(filed.facts());
            };
        }

        String behind() {
            return descending ? " < ?" : " > ?";
        }

        String order() {
            var direction = descending ? " desc" : " asc";
            return name.equals("id") ? "id" + direction : column + direction + ", id" + direction;
        }
    }

    /// A statement with the values of its parameters.
    record Part(String sql, List<Object> values) {}

    static <F extends Record> Filters<F> of(Kind<F> kind, Listing listing, Caller caller) {
        var given = listing.parameters();
        given.forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                throw Problem.invalid(name, FaultCode.FILTER_FORM, Text.of("值中不能有 NUL", "A value cannot hold NUL"));
            }
            if (Listing.ONCE.contains(name) && values.size() > 1) {
                throw Problem.invalid(FaultCode.PARAMETER_TWICE.at(name, name));
            }
        });
        var filters = new Filters<>(kind, regions(kind, given.get("region"), caller), listing.q);
        filters.within();
        // Of a province or a city they may be most of the register.
        var ofCounties = filters.regions.stream().allMatch(region -> region.length() == 6);
        if (ofCounties || listing.q != null) {
            filters.served.narrow();
        }
        if (listing.unresolved != null) {
            var wanted = (boolean) Operand.of("unresolved", boolean.class, listing.unresolved);
            if (wanted) {
                filters.served.narrow();
            }
            filters.conditions.add(wanted ? "unresolved <> '{}'" : "unresolved = '{}'");
        }
        if (listing.updatedSince != null) {
            filters.add("recorded_at >= ?", Operand.of("updatedSince", Instant.class, listing.updatedSince));
            filters.served.narrow();
        }
        given.forEach((name, values) -> {
            if (name.equals("status") && kind.states().isPresent()) {
                filters.anyOf(name, "status", kind.states().get(), split(name, values));
                filters.served.narrow();
            } else if (!Listing.OWN.contains(name)
                    || name.equals("status")
                    || name.equals("q") && kind.searched().isEmpty()) {
                filters.field(name, values);
            }
        });
        return filters;
    }

    private void add(String condition, Object... given) {
        conditions.add(condition);
        values.addAll(Arrays.asList(given));
    }

    /// The caller's regions, or what they have in common with those that it asks for.
    ///
    /// @throws Problem 400 when one is no prefix of a division's code, 403 when one lies wholly elsewhere
    private static List<String> regions(Kind<?> kind, List<String> given, Caller caller) {
        var own = new ArrayList<>(caller.regions());
        if (kind.readBelow()) {
            own.addAll(ancestors(caller.regions()));
        }
        if (given == null) {
            return own;
        }
        var common = new TreeSet<String>();
        for (var prefix : split("region", given)) {
            var asked = caller.mustMeet("region", prefix);
            own.stream()
                    .filter(mine -> mine.startsWith(asked) || asked.startsWith(mine))
                    .map(mine -> mine.length() > asked.length() ? mine : asked)
                    .forEach(common::add);
        }
        return List.copyOf(common);
    }

    /// Ranges of codes, which an index serves; row-level security alone could not use one.
    private void within() {
        var ranges = String.join(" or ", Collections.nCopies(regions.size(), "region >= ? and region <= ?"));
        add(
                ranges.isEmpty() ? "false" : "(" + ranges + ")",
                regions.stream()
                        .flatMap(each -> Stream.of(each, each + "999999"))
                        .toArray());
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

    private void field(String name, List<String> given) {
        var dot = name.lastIndexOf('.');
        var comparison = dot < 0 ? "=" : COMPARISONS.get(name.substring(dot + 1));
        var component = kind.components().get(dot < 0 ? name : name.substring(0, dot));
        if (comparison == null
                || component == null
                || !Operand.single(component.type())
                || dot >= 0 && !Operand.ordered(component.type())) {
            throw Problem.invalid(FaultCode.UNKNOWN_FILTER.at(name, name, parameters()));
        }
        served.by(name, component.indexed());
        if (dot >= 0) {
            if (given.size() > 1) {
                throw Problem.invalid(FaultCode.PARAMETER_TWICE.at(name, name));
            }
            add(component.column() + " " + comparison + " ?", Operand.of(name, component.type(), given.getFirst()));
        } else if (component.type() == Industry.class) {
            industries(name, component.column(), split(name, given));
        } else {
            anyOf(name, component.column(), component.type(), listed(name, component, given));
        }
    }

    /// Codes are listed with commas; text is not, since it holds commas of its own. Text of a given form, such
    /// as an id, is a code.
    private static List<String> listed(String name, Component component, List<String> given) {
        if (component.type() != String.class) {
            return split(name, given);
        }
        var whole = whole(name, given);
        var form = component.form();
        if (form.isEmpty() || whole.stream().allMatch(each -> each.matches(form.get()))) {
            return whole;
        }
        var each = split(name, given);
        each.stream().filter(one -> !one.matches(form.get())).findFirst().ifPresent(odd -> {
            throw Problem.invalid(
                    name,
                    FaultCode.PATTERN,
                    Text.of("“%s”不符合格式 %s", "“%s” does not have the form %s", odd, form.get()));
        });
        return each;
    }

    /// A section or division stands for all that belongs to it.
    private void industries(String name, String column, List<String> given) {
        var prefixes = given.stream().map(each -> new Industry(each).value()).toList();
        for (var prefix : prefixes) {
            if (!INDUSTRY_PREFIX.matcher(prefix).matches()) {
                throw Problem.invalid(FaultCode.INDUSTRY_PREFIX.at(name, prefix));
            }
            // With less than two digits it is the start of a code only.
            if (prefix.length() > 2) {
                Operand.of(name, Industry.class, prefix);
            }
        }
        var ranges =
                String.join(" or ", Collections.nCopies(prefixes.size(), column + " >= ? and " + column + " <= ?"));
        add(
                "(" + ranges + ")",
                prefixes.stream()
                        .flatMap(each -> Stream.of(each, each + "9999"))
                        .toArray());
    }

    private void anyOf(String name, String column, Class<?> type, List<String> listed) {
        var marks = String.join(", ", Collections.nCopies(listed.size(), "?"));
        add(
                column + " in (" + marks + ")",
                listed.stream().map(value -> Operand.of(name, type, value)).toArray());
    }

    /// Values with commas between, or in several parameters of the name.
    private static List<String> split(String name, List<String> given) {
        return whole(
                name,
                given.stream()
                        .flatMap(each -> Arrays.stream(each.split(",", -1)))
                        .toList());
    }

    private static List<String> whole(String name, List<String> values) {
        if (values.size() > VALUES_MAX) {
            throw Problem.invalid(FaultCode.TOO_MANY_VALUES.at(name, VALUES_MAX));
        }
        var stored = values.stream().map(Texts::asStored).toList();
        if (stored.contains("")) {
            throw Problem.invalid(
                    name, FaultCode.FILTER_FORM, Text.of("缺少值，或逗号之间缺少值", "A value is missing, perhaps between commas"));
        }
        return stored;
    }

    /// Names of the parameters that there are.
    private String parameters() {
        var own = Listing.OWN.stream()
                .filter(name -> !name.equals("status") || kind.states().isPresent())
                .filter(name -> !name.equals("q") || !kind.searched().isEmpty());
        var fields = fields().filter(name -> !name.equals("region"));
        return Stream.concat(own.sorted(), fields).collect(Collectors.joining(", "));
    }

    private Stream<String> fields() {
        return kind.components().values().stream()
                .filter(component -> Operand.single(component.type()))
                .map(Component::name);
    }

    Sort sort(String given) {
        var descending = given.startsWith("-");
        var name = descending ? given.substring(1) : given;
        if (name.equals("id")) {
            return new Sort(name, "id", String.class, descending, true);
        }
        if (name.equals("recordedAt")) {
            return new Sort(name, "recorded_at", Instant.class, descending, true);
        }
        var component = kind.components().get(name);
        if (component == null || !Operand.single(component.type())) {
            throw Problem.invalid(FaultCode.UNKNOWN_SORT.at("sort", name, fields().collect(Collectors.joining(", "))));
        }
        return new Sort(name, component.column(), component.type(), descending, component.indexed());
    }

    /// Refuses what no index serves where the register is large, see [Served].
    void mustBeServed(StatelessSession session, Sort sort) {
        served.sortedBy(sort.indexed());
        served.must(session, kind);
    }

    /// Narrows the list to the records in which all words occur. It comes before rows and total.
    void search(StatelessSession session) {
        if (words != null) {
            Search.of(session, words).within(session, kind, regions, this::add);
        }
    }

    /// The records of a page and their bytes, which may be fewer records than `limit` where they are large.
    ///
    /// Records that lack what the list is sorted by come last. They are read by a statement of their own,
    /// since no index serves `nulls last` in both directions, while each of the two parts stands in it in
    /// order.
    List<Registered<F>> rows(StatelessSession session, Sort sort, Lists.Cursor from, int limit) {
        var optional = !sort.name().equals("id") && optional(session, sort.column());
        var page = new ArrayList<Registered<F>>();
        if (from == null || from.value() != null) {
            page.addAll(read(session, present(sort, from, optional, limit)));
        } else if (!optional) {
            throw Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor"));
        }
        var bytes = page.stream().mapToInt(Registered::bytes).sum();
        if (optional && page.size() < limit && bytes < Listing.BYTES_MAX) {
            var absent = sort.column() + " is null";
            page.addAll(read(
                    session,
                    from == null || from.value() != null
                            ? part(sort, limit - page.size(), Listing.BYTES_MAX - bytes, absent)
                            : part(sort, limit, Listing.BYTES_MAX, absent + " and id" + sort.behind(), from.id())));
        }
        return page;
    }

    /// The records of a page that have what the list is sorted by.
    Part present(Sort sort, Lists.Cursor from, boolean optional, int limit) {
        var present = optional ? sort.column() + " is not null" : "true";
        if (from == null) {
            return part(sort, limit, Listing.BYTES_MAX, present);
        }
        if (sort.name().equals("id")) {
            return part(sort, limit, Listing.BYTES_MAX, "id" + sort.behind(), from.id());
        }
        var value = Operand.stored("cursor", sort.type(), from.value());
        // The row comparison alone does not tell the planner that an index of what is present serves it.
        var behind =
                present + " and (" + sort.column() + ", id)" + sort.behind().replace("?", "(?, ?)");
        return part(sort, limit, Listing.BYTES_MAX, behind, value, from.id());
    }

    private Part part(Sort sort, int limit, int bytes, String condition, Object... given) {
        var bound = new ArrayList<>(values);
        bound.addAll(Arrays.asList(given));
        return new Part(Portion.of(statement(sort, limit, condition), "bytes", sort.order(), bytes), bound);
    }

    private List<Registered<F>> read(StatelessSession session, Part part) {
        return bind(session.createNativeQuery(part.sql(), kind.entity()), part.values()).getResultList().stream()
                .<Registered<F>>map(row -> row)
                .toList();
    }

    private String statement(Sort sort, int limit, String condition) {
        return "select * from " + kind.table() + " where " + String.join(" and ", conditions) + " and " + condition
                + " order by " + sort.order() + " limit " + limit;
    }

    private boolean optional(StatelessSession session, String column) {
        return OPTIONAL.computeIfAbsent(
                kind.table() + "." + column,
                none -> !session.createNativeQuery(
                                "select attnotnull from pg_attribute where attrelid = cast(? as regclass) and attname = ?",
                                Boolean.class)
                        .setParameter(1, kind.table())
                        .setParameter(2, column)
                        .getSingleResult());
    }

    long total(StatelessSession session) {
        var count = count();
        return bind(session.createNativeQuery(count.sql(), Long.class), count.values())
                .getSingleResult();
    }

    Part count() {
        return new Part("select count(*) from " + kind.table() + " where " + String.join(" and ", conditions), values);
    }

    private static <T> NativeQuery<T> bind(NativeQuery<T> query, List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof String[] array) {
                query.setParameter(i + 1, array, String[].class);
            } else {
                query.setParameter(i + 1, values.get(i));
            }
        }
        return query;
    }
}
