package org.innoledger.kit.statistic;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Month;

/// The one function that sums up, for every statistic: one statement a request, whose first row is the whole.
@ApplicationScoped
public class Statistics {
    /// Items that one answer lists; the total is of all.
    private static final int ITEMS_MAX = 1_000;

    private static final Text NOT_STATED = new Text("未填写", "Not stated");

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    Statistics(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// What a caller asks of a statistic, within the caller's regions.
    public <M extends Record> Summed<M> sum(Statistic<M> statistic, Asked asked) {
        var question = Question.of(statistic, asked, caller.get(), LocalDate.now(clock));
        var sql = sql(statistic, question);
        var rows = journal.reading(session -> {
            var query = session.createNativeQuery(sql, Object[].class);
            for (var name : Statistic.named(sql)) {
                var value = question.values().get(name);
                switch (value) {
                    case String[] several -> query.setParameter(name, several, String[].class);
                    case Month month -> query.setParameter(name, month.first());
                    case null, default -> query.setParameter(name, value);
                }
            }
            return query.getResultList();
        });
        var items = question.by().isEmpty() ? List.<Object[]>of() : rows.subList(1, rows.size());
        return new Summed<>(
                question.area().name(),
                question.day(),
                question.first(),
                question.last(),
                statistic.projection() == null ? null : (Long) rows.getFirst()[rows.getFirst().length - 1],
                question.by().stream().map(Dimension::name).toList(),
                question.items(),
                sums(statistic.measures(), rows.getFirst()),
                items.size() <= ITEMS_MAX,
                items.stream()
                        .limit(ITEMS_MAX)
                        .map(row -> item(statistic.measures(), question, row))
                        .toList());
    }

    /// A row is: whether it is the whole, the measures, and of each dimension the key and the name. An item of
    /// which nothing is left to tell, such as premises outside of what was asked for, is none.
    private static String sql(Statistic<?> statistic, Question question) {
        var by = question.by();
        var keys = IntStream.range(0, by.size()).mapToObj(i -> "key" + i).toList();
        var counted = new ArrayList<>(List.of("r.*"));
        var summed = new ArrayList<String>();
        var order = new ArrayList<String>();
        var told = new ArrayList<>(List.of("s.*"));
        var whole = by.isEmpty() ? "true" : "(grouping(" + String.join(", ", keys) + ") > 0)";
        summed.add(whole + " as whole");
        for (var component : Statistic.components(statistic.measures())) {
            var aggregate = statistic.sums().get(component.name()).replace(":whole", whole);
            summed.add(typed(component, aggregate) + " as measure" + (summed.size() - 1));
            if (component.name().equals(statistic.largest())) {
                order.add("measure" + (summed.size() - 2) + " desc nulls last");
            }
        }
        var something = IntStream.range(0, statistic.sums().size())
                .mapToObj(i -> "measure" + i + " <> 0")
                .collect(Collectors.joining(" or "));
        for (int i = 0; i < by.size(); i++) {
            var looked = by.get(i).looked();
            counted.add(by.get(i).key(question.level()) + " as " + keys.get(i));
            summed.add(keys.get(i));
            summed.add((looked == null || looked.contains("%s") ? "null" : looked) + " as name" + i);
            order.add(by.get(i).order(keys.get(i)));
            if (looked != null && looked.contains("%s")) {
                told.add("(" + looked.formatted("s." + keys.get(i)) + ") as looked" + i);
            } else {
                told.add("null as looked" + i);
            }
        }
        if (statistic.projection() != null) {
            told.add("(select seq from projection where name = '" + statistic.projection() + "') as position");
        }
        var grouped = by.isEmpty() ? "" : " group by grouping sets ((), (" + String.join(", ", keys) + "))";
        var sql = "with counted as (select " + String.join(", ", counted) + " from (" + statistic.rows()
                + ") as r where "
                + where(statistic, question) + "), summed as (select " + String.join(", ", summed) + " from counted"
                + grouped + ") select " + String.join(", ", told) + " from summed s where whole or " + something
                + " order by whole desc" + order.stream().map(", "::concat).collect(Collectors.joining()) + " limit "
                + (ITEMS_MAX + 2);
        // Written out instead of bound, so that the planner leaves out what only other dimensions need.
        return sql.replaceAll(":by\\b", "'" + question.values().get("by") + "'");
    }

    /// The region first, which an index serves; then each condition whose parameters are there.
    private static String where(Statistic<?> statistic, Question question) {
        return "region between :from and :to"
                + statistic.conditions().stream()
                        .filter(condition -> question.values().keySet().containsAll(Statistic.named(condition)))
                        .map(condition -> " and (" + condition + ")")
                        .collect(Collectors.joining());
    }

    /// A measure as what its component is. What a primitive holds is never absent.
    private static String typed(Statistic.Component component, String aggregate) {
        var type = component.type();
        var sql = type.isPrimitive() ? "coalesce(" + aggregate + ", 0)" : aggregate;
        if (type == long.class || type == Long.class) {
            return "cast(" + sql + " as bigint)";
        }
        if (type == BigDecimal.class) {
            return "cast(" + sql + " as numeric)";
        }
        throw new IllegalStateException("a measure is long, Long or BigDecimal: " + component);
    }

    private static <M extends Record> M sums(Class<M> measures, Object[] row) {
        return measures.cast(
                sums(measures, Arrays.asList(row).subList(1, row.length).iterator()));
    }

    /// A record of the next values; a record in it takes as many as it has components.
    private static Object sums(Class<?> measures, Iterator<Object> values) {
        var components = measures.getRecordComponents();
        var arguments = new Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            var type = components[i].getType();
            arguments[i] = type.isRecord() ? sums(type, values) : values.next();
            if (arguments[i] instanceof BigDecimal number) {
                arguments[i] = plain(number);
            }
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = measures.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A number without zeros behind its point, and without an exponent.
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static <M extends Record> Item<M> item(Class<M> measures, Question question, Object[] row) {
        var by = new LinkedHashMap<String, Object>();
        var names = new LinkedHashMap<String, String>();
        var first = 1 + Statistic.components(measures).size();
        for (int i = 0; i < question.by().size(); i++) {
            var dimension = question.by().get(i);
            var key = row[first + 2 * i];
            var told = row[first + 2 * i + 1];
            var looked = row[first + 2 * question.by().size() + i];
            if (key != null) {
                by.put(dimension.name(), key);
            }
            if (told != null || looked != null) {
                names.put(dimension.name(), String.valueOf(told == null ? looked : told));
            } else {
                var name = key == null ? NOT_STATED : dimension.named().apply(String.valueOf(key));
                names.put(dimension.name(), name.in(question.language()));
            }
        }
        return new Item<>(by, names, sums(measures, row));
    }
}
