package org.innoledger.platform.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;

@Path("/v1/platform-statistics")
@RunOnVirtualThread
@Tag(name = "Platforms 创新平台")
public class PlatformStatisticsResource {
    /// Groups that one answer tells.
    private static final int COUNTS_MAX = 2_000;

    /// Groups that the database makes; each type is one by itself, so there are more than are told.
    private static final int ROWS_MAX = 20_000;

    /// State and level are those of the last step on or before the day. Before its first step a platform is not
    /// there yet; what has no day was so since before anybody wrote it down. What was not asked for is null,
    /// and so is added up here.
    private static final String COUNTS = """
            select type, level, city, field, year, host, host_key, max(host_name) as host_name, count(*) as count
            from (select p.type, last.level,
                         case when :byRegion then left(p.region, 4) end as city,
                         case when :byField then p.field end as field,
                         case when :byYear and p.approved_on <= :on
                              then cast(extract(year from p.approved_on) as int) end as year,
                         case when :byHost then p.host end as host,
                         case when :byHost and p.host is null then p.host_name end as host_key,
                         case when :byHost then p.host_name end as host_name
                  from platform p cross join lateral (
                      select step.value ->> 'status' as status, step.value ->> 'level' as level
                      from jsonb_array_elements(p.course) with ordinality as step(value, n)
                      where step.value ->> 'on' is null or cast(step.value ->> 'on' as date) <= :on
                      order by step.n desc limit 1) as last
                  where p.withdrawn_at is null and p.region between :from and :to and last.status = any (:states)) as counted
            group by type, level, city, field, year, host, host_key
            limit :most""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    PlatformStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// By what platforms can be counted.
    enum Dimension {
        TYPE,
        LEVEL,
        CLASS,
        REGION,
        FIELD,
        YEAR,
        HOST
    }

    /// Platforms of an area. There is no sum of the two classes on purpose: whoever reports one counts
    /// incubators as
    /// laboratories.
    @Schema(
            description = "平台统计 Platforms counted",
            requiredProperties = {"region", "on", "technology", "incubation", "items"})
    public record PlatformStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "统计日 Day for which it is counted", examples = "2023-12-31")
            LocalDate on,

            @Schema(description = "技术转化类数量 Platforms of class TECHNOLOGY", examples = "127")
            long technology,

            @Schema(description = "孵化载体数量 Platforms of class INCUBATION", examples = "11")
            long incubation,

            @Schema(description = "分项 Counts by what `by` names")
            List<PlatformCount> items) {}

    /// One count; what `by` does not name is absent.
    @Schema(
            description = "分项数量 One count; what `by` does not name is absent",
            requiredProperties = {"count"})
    @JsonPropertyOrder({
        "type",
        "typeName",
        "class",
        "level",
        "region",
        "regionName",
        "field",
        "year",
        "host",
        "hostName",
        "count"
    })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlatformCount(
            @Schema(description = "类型 Type", examples = "ENTERPRISE_CENTRE")
            PlatformType type,

            @Schema(description = "类型名称 Name of the type", examples = "企业技术中心")
            String typeName,

            @JsonProperty("class") @Schema(description = "类别 Class", examples = "TECHNOLOGY")
            PlatformClass countedAs,

            @Schema(description = "级别 Level", examples = "PROVINCIAL")
            PlatformLevel level,

            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "领域；未填则缺 Field; absent where none is stated", examples = "能源")
            String field,

            @Schema(
                    description = "批准年份；至统计日未批准则缺 Year of approval; absent where there was none by that day",
                    examples = "2021")
            Integer year,

            @Schema(description = "依托单位统一社会信用代码 Credit code of the host", examples = "91140602MA0T000111")
            String host,

            @Schema(description = "依托单位名称 Name of the host", examples = "示例·朔州电力研究院")
            String hostName,

            @Schema(description = "数量 Platforms", examples = "13")
            long count) {}

    /// What is counted together. Null for what was not asked for.
    private record Key(
            PlatformType type,
            PlatformClass countedAs,
            PlatformLevel level,
            String city,
            String field,
            Integer year,
            String host,
            String hostName) {
        static final Comparator<Key> ORDER = by(Key::type)
                .thenComparing(by(Key::countedAs))
                .thenComparing(by(Key::level))
                .thenComparing(by(Key::city))
                .thenComparing(by(Key::field))
                .thenComparing(by(Key::year))
                .thenComparing(by(Key::host))
                .thenComparing(by(Key::hostName));

        private static <T extends Comparable<? super T>> Comparator<Key> by(Function<Key, T> part) {
            return Comparator.comparing(part, Comparator.nullsFirst(Comparator.naturalOrder()));
        }

        /// A type says its class, so that is told with it.
        static Key of(Row row, Set<Dimension> by) {
            return new Key(
                    by.contains(Dimension.TYPE) ? row.type() : null,
                    by.contains(Dimension.TYPE) || by.contains(Dimension.CLASS) ? row.type().countedAs : null,
                    by.contains(Dimension.LEVEL) ? row.level() : null,
                    row.city() == null ? null : row.city() + "00",
                    row.field(),
                    row.year(),
                    row.host(),
                    row.hostKey());
        }

        PlatformCount counted(long count, String nameOfHost) {
            return new PlatformCount(
                    type,
                    type == null ? null : type.chinese,
                    countedAs,
                    level,
                    city,
                    Optional.ofNullable(city)
                            .flatMap(Division::find)
                            .map(Division::name)
                            .orElse(null),
                    field,
                    year,
                    host,
                    nameOfHost,
                    count);
        }
    }

    private record Row(
            PlatformType type,
            PlatformLevel level,
            String city,
            String field,
            Integer year,
            String host,
            String hostKey,
            String hostName,
            long count) {
        static Row of(Tuple tuple) {
            return new Row(
                    PlatformType.valueOf(tuple.get("type", String.class)),
                    PlatformLevel.valueOf(tuple.get("level", String.class)),
                    tuple.get("city", String.class),
                    tuple.get("field", String.class),
                    tuple.get("year", Integer.class),
                    tuple.get("host", String.class),
                    tuple.get("host_key", String.class),
                    tuple.get("host_name", String.class),
                    tuple.get("count", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformStatistics",
            summary = "平台统计 Count platforms, for today or any past day",
            description =
                    "技术转化类与孵化载体分开计数，不相加。在调用方区划范围内。状态与级别取统计日当日的（历程中该日及以前的最后一步），其余内容取现在的。Classes are counted apart and never added up; within the caller's regions. State and level are those of the day (the last step of the course on or before it), all else is as it is now.")
    public PlatformStatistics statistics(
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("by")
                    @DefaultValue("type,level")
                    @Parameter(
                            description =
                                    "分项维度，可用逗号列举：type 类型、level 级别、class 类别、region 市、field 领域、year 批准年份、host 依托单位；至多 2,000 "
                                            + "项 What to count by, with commas between: type, level, class, region (city), "
                                            + "field, year (of approval), host; at most 2,000 counts",
                            example = "type,level")
                    String by,
            @QueryParam("status")
                    @DefaultValue("APPROVED,OPERATING")
                    @Parameter(
                            description =
                                    "计入的状态，可用逗号列举；缺省为批准建设与运行 States that count, with commas between; by default those "
                                            + "that are approved or operating",
                            example = "APPROVED,OPERATING")
                    String status,
            @QueryParam("on")
                    @Parameter(
                            description =
                                    "统计日，缺省今天，不晚于今天 Day to count for; today where it is absent, not in the future",
                            example = "2023-12-31",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    String on) {
        var dimensions = listed("by", Dimension.class, by);
        var states = listed("status", PlatformState.class, status).stream()
                .map(Enum::name)
                .toArray(String[]::new);
        var area = Area.of(region, caller.get());
        var day = day(on);
        var rows = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("byRegion", dimensions.contains(Dimension.REGION))
                .setParameter("byField", dimensions.contains(Dimension.FIELD))
                .setParameter("byYear", dimensions.contains(Dimension.YEAR))
                .setParameter("byHost", dimensions.contains(Dimension.HOST))
                .setParameter("on", day)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("states", states, String[].class)
                .setParameter("most", ROWS_MAX + 1)
                .getResultStream()
                .map(Row::of)
                .toList());
        var counts = new TreeMap<Key, Long>(Key.ORDER);
        var hosts = new TreeMap<Key, String>(Key.ORDER);
        rows.forEach(row -> {
            var key = Key.of(row, dimensions);
            counts.merge(key, row.count(), Long::sum);
            if (row.hostName() != null) {
                hosts.put(key, row.hostName());
            }
        });
        if (rows.size() > ROWS_MAX || counts.size() > COUNTS_MAX) {
            throw Problem.invalid(
                    "by",
                    FaultCode.TOO_MANY_COUNTS,
                    Text.of(
                            "分项超过 %d 项；请减少维度，或以 region、status 缩小范围",
                            "More than %d counts; ask by less, or narrow it by `region` or `status`", COUNTS_MAX));
        }
        return new PlatformStatistics(
                area.name(),
                day,
                counted(rows, PlatformClass.TECHNOLOGY),
                counted(rows, PlatformClass.INCUBATION),
                counts.entrySet().stream()
                        .map(entry -> entry.getKey().counted(entry.getValue(), hosts.get(entry.getKey())))
                        .toList());
    }

    /// The day to count for.
    ///
    /// @throws Problem 400 for one in the future, of which nobody knows
    private LocalDate day(String on) {
        var today = LocalDate.now(clock);
        try {
            var day = on == null ? today : LocalDate.parse(on.strip());
            if (!day.isAfter(today)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Told below, as is a day to come.
        }
        throw Problem.invalid(
                "on",
                FaultCode.DATE_FORM,
                Text.of(
                        "on 应为不晚于今天的日期，如 2023-12-31，现为 %s",
                        "`on` must be a date that is not in the future, such as 2023-12-31; this is %s", on));
    }

    private static long counted(List<Row> rows, PlatformClass as) {
        return rows.stream()
                .filter(row -> row.type().countedAs == as)
                .mapToLong(Row::count)
                .sum();
    }

    /// The constants that a parameter lists.
    ///
    /// @throws Problem 400 with those that there are
    private static <E extends Enum<E>> Set<E> listed(String parameter, Class<E> type, String given) {
        var listed = EnumSet.noneOf(type);
        for (var name : given.split(",")) {
            try {
                listed.add(Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                var all = Arrays.toString(type.getEnumConstants());
                throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at(parameter, name, all));
            }
        }
        return listed;
    }
}
