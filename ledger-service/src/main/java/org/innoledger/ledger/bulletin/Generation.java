package org.innoledger.ledger.bulletin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.bulletin.Bulletin.BulletinFacts;
import org.innoledger.ledger.bulletin.Bulletin.ClosedOut;
import org.innoledger.ledger.bulletin.Bulletin.Correction;
import org.innoledger.ledger.bulletin.Bulletin.Late;
import org.innoledger.ledger.bulletin.Bulletin.Order;
import org.innoledger.ledger.bulletin.Bulletin.Rank;
import org.innoledger.ledger.bulletin.Bulletin.Trend;
import org.innoledger.ledger.coverage.Coverage;
import org.innoledger.ledger.coverage.Figures;
import org.innoledger.ledger.report.FrozenReports;
import org.innoledger.ledger.report.FrozenReports.Frozen;
import org.innoledger.ledger.report.LateList;

/// Generates a bulletin from what is frozen: the report of its division, those of the months before, and the
/// corrections since the last bulletin.
@ApplicationScoped
class Generation {
    private static final String CLOSE_OUTS = """
            select c.enterprise, e.name, c.region, c.confirmed_on
            from known_close_out c join known_enterprise e on e.id = c.enterprise
            where c.confirmed_on between :first and :last and c.withdrawn_at is null
              and c.region >= :from and c.region <= :to
            order by c.region, c.enterprise limit :most""";

    private static final String CORRECTIONS = """
            select c.seq, c.month, c.enterprise, e.name, c.region, c.type, c.recorded_at,
                   c.before::text as before, c.after::text as after
            from known_coverage_correction c left join known_enterprise e on e.id = c.enterprise
            where (c.seq > :after_seq or c.month > :after_month) and c.month <= :month and c.seq <= :position
              and (c.region >= :from and c.region <= :to or c.former_region >= :from and c.former_region <= :to)
            order by c.seq, c.month, c.enterprise limit :most""";

    private static final String BEFORE = """
            select position, month from bulletin
            where region = :region and month < :month and status = 'PUBLISHED' and withdrawn_at is null
            order by month desc limit 1""";

    private final FrozenReports reports;
    private final LateList lateList;
    private final ObjectMapper json;

    Generation(FrozenReports reports, LateList lateList, ObjectMapper json) {
        this.reports = reports;
        this.lateList = lateList;
        this.json = json;
    }

    /// The bulletin that was ordered.
    ///
    /// @throws Problem 409 when the month is not closed, or there is no report to tell of
    BulletinFacts generated(StatelessSession session, Order order) {
        var region = order.region().value();
        var month = order.month();
        mayBe(session, region, month);
        var frozen = reports.year(session, region, month);
        var mine = frozen.get(month);
        if (mine == null) {
            throw Problem.of(
                    ProblemType.CONFLICT, Text.of("%s 没有已冻结的 %s 月报。", "%s has no frozen report of %s.", region, month));
        }
        var before = frozen.get(month.plus(-1));
        var told = told(session, region, month);
        var prefix = prefix(region);
        return new BulletinFacts(
                order.region(),
                month,
                order.title() == null ? title(region) : order.title(),
                order.number(),
                order.foreword(),
                mine.id(),
                told.position(),
                told.after(),
                told.afterMonth(),
                mine.figures(),
                before == null ? null : mine.figures().change(before.figures()),
                ranking(mine, before),
                trend(frozen, month),
                late(session, month, prefix),
                closeOuts(session, month, prefix),
                told.corrections(),
                null,
                order.externalId());
    }

    private void mayBe(StatelessSession session, String region, Month month) {
        if (!region.endsWith("00")) {
            throw Problem.invalid(
                    "/region",
                    FaultCode.REGION_LEVEL,
                    Text.of("简报由省或市发布", "A bulletin is published by the province or a city"));
        }
        if (!reports.closed(session, month, region)) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "%s 尚未由省封账，不能生成简报：POST /v1/monthly-reports/{id}/closing",
                            "%s is not closed by the province, so there is no bulletin yet: POST /v1/monthly-reports/{id}/closing",
                            month));
        }
    }

    static String prefix(String region) {
        return region.substring(0, region.endsWith("0000") ? 2 : 4);
    }

    private static String title(String region) {
        return Division.find(region).map(Division::name).orElse(region) + "企业技术创新全覆盖工作简报";
    }

    private static List<Rank> ranking(Frozen report, Frozen before) {
        var figures = new LinkedHashMap<String, Figures>();
        report.parts().forEach(part -> figures.put(part.region(), part.figures()));
        var then = new HashMap<String, Figures>();
        if (before != null) {
            before.parts().forEach(part -> then.put(part.region(), part.figures()));
        }
        var ranks = Figures.ranks(figures);
        return report.parts().stream()
                .map(part -> new Rank(
                        ranks.get(part.region()),
                        part.region(),
                        Division.find(part.region()).map(Division::name).orElse(part.region()),
                        part.reported(),
                        part.figures(),
                        then.containsKey(part.region()) ? part.figures().change(then.get(part.region())) : null))
                .sorted(Comparator.comparingInt(Rank::rank).thenComparing(Rank::region))
                .toList();
    }

    private static List<Trend> trend(Map<Month, Frozen> frozen, Month month) {
        return frozen.entrySet().stream()
                .filter(each -> each.getKey().year() == month.year())
                .map(each -> new Trend(
                        each.getKey().value(), each.getValue().figures().coverageRatePercent()))
                .toList();
    }

    private List<Late> late(StatelessSession session, Month month, String prefix) {
        return lateList.list(month, prefix).stream()
                .map(each -> new Late(each.region(), each.name(), each.verdict()))
                .toList();
    }

    private static NativeQuery<Tuple> within(StatelessSession session, String sql, String prefix) {
        return session.createNativeQuery(sql, Tuple.class)
                .setParameter("from", prefix)
                .setParameter("to", prefix + "999999")
                .setParameter("most", Bulletin.LISTED_MAX);
    }

    private List<ClosedOut> closeOuts(StatelessSession session, Month month, String prefix) {
        var all = within(session, CLOSE_OUTS, prefix)
                .setParameter("first", month.first())
                .setParameter("last", month.last())
                .getResultStream()
                .map(row -> new ClosedOut(
                        row.get("enterprise", String.class),
                        row.get("name", String.class),
                        row.get("region", String.class),
                        row.get("confirmed_on", LocalDate.class)))
                .toList();
        return fitting(all);
    }

    /// As many as a bulletin has room for: it is one record, and a record has a bound in bytes.
    private <T> List<T> fitting(List<T> all) {
        int count = 0;
        for (int bytes = 0; count < all.size(); count++) {
            bytes += bytes(all.get(count));
            if (bytes > Bulletin.LISTED_BYTES_MAX) {
                break;
            }
        }
        return all.subList(0, count);
    }

    private int bytes(Object listed) {
        try {
            return json.writeValueAsBytes(listed).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The corrections that no bulletin has told yet.
    ///
    /// @param position up to which they are told
    /// @param after position up to which the bulletin before told them, for the months until `afterMonth`
    private record Told(long position, long after, Month afterMonth, List<Correction> corrections) {}

    /// What was filed since the bulletin before, and what had been filed for later months before that. Where
    /// there is more than one bulletin holds, it ends at the last entry that it tells whole, and the next one
    /// goes on there.
    private Told told(StatelessSession session, String region, Month month) {
        var position = session.createNativeQuery(Coverage.POSITION, Long.class).getSingleResult();
        var before = session.createNativeQuery(BEFORE, Tuple.class)
                .setParameter("region", region)
                .setParameter("month", month.value())
                .uniqueResultOptional();
        long after = before.map(row -> row.get("position", Long.class)).orElse(0L);
        var afterMonth =
                new Month(before.map(row -> row.get("month", String.class)).orElse("2000-01"));
        var all = within(session, CORRECTIONS, prefix(region))
                .setParameter("most", Bulletin.LISTED_MAX + 1)
                .setParameter("after_seq", after)
                .setParameter("after_month", afterMonth.value())
                .setParameter("month", month.value())
                .setParameter("position", position)
                .getResultStream()
                .map(this::correction)
                .toList();
        var fitting = fitting(all.subList(0, Math.min(all.size(), Bulletin.LISTED_MAX)));
        if (fitting.size() == all.size()) {
            return new Told(position, after, afterMonth, all);
        }
        long last = all.get(fitting.size()).position() - 1;
        var whole = all.stream().filter(each -> each.position() <= last).toList();
        return new Told(last, after, afterMonth, whole);
    }

    private Correction correction(Tuple row) {
        return new Correction(
                row.get("seq", Long.class),
                row.get("month", String.class),
                row.get("enterprise", String.class),
                row.get("name", String.class),
                row.get("region", String.class),
                row.get("type", String.class),
                row.get("recorded_at", Instant.class),
                changes(row.get("before", String.class), row.get("after", String.class)));
    }

    /// `active 0→1` for each count that differs; those of problems bear their class before them.
    private List<String> changes(String before, String after) {
        var changes = new ArrayList<String>();
        collect("", tree(before), tree(after), changes);
        return changes;
    }

    private static void collect(String path, JsonNode before, JsonNode after, List<String> changes) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeAll(List.of("covered", "coverageRatePercent"));
        for (var name : names) {
            var was = before.path(name);
            var is = after.path(name);
            if (was.isObject() || is.isObject()) {
                collect(name + ".", was, is, changes);
            } else if (was.asLong() != is.asLong()) {
                changes.add(path + name + " " + was.asLong() + "→" + is.asLong());
            }
        }
    }

    private JsonNode tree(String text) {
        try {
            return text == null ? JsonNodeFactory.instance.objectNode() : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
