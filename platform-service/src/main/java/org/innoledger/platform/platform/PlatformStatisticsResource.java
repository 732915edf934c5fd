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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.platform.platform.Platform.PlatformClass;
import org.innoledger.platform.platform.Platform.PlatformLevel;
import org.innoledger.platform.platform.Platform.PlatformState;
import org.innoledger.platform.platform.Platform.PlatformType;

@Path("/v1/platform-statistics")
@RunOnVirtualThread
@Tag(name = "Platforms 创新平台")
public class PlatformStatisticsResource {
    /// The database counts as finely as can be asked for, some hundred rows at the most; what was not asked for
    /// is added up here.
    private static final String COUNTS = """
            select type, level, left(region, 4) as city, count(*) as count
            from platform
            where withdrawn_at is null and region between :from and :to and status = any (:states)
            group by type, level, city""";

    private final Journal journal;
    private final Caller.Current caller;

    PlatformStatisticsResource(Journal journal, Caller.Current caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /// By what platforms can be counted.
    enum Dimension {
        TYPE,
        LEVEL,
        CLASS,
        REGION
    }

    /// Platforms of an area. There is no sum of the two classes on purpose: whoever reports one counts
    /// incubators as
    /// laboratories.
    @Schema(
            description = "平台统计 Platforms counted",
            requiredProperties = {"region", "technology", "incubation", "items"})
    public record PlatformStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

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
    @JsonPropertyOrder({"type", "typeName", "class", "level", "region", "regionName", "count"})
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

            @Schema(description = "数量 Platforms", examples = "13")
            long count) {}

    /// What is counted together. Null for what was not asked for.
    private record Key(PlatformType type, PlatformClass countedAs, PlatformLevel level, String city) {
        static final Comparator<Key> ORDER = by(Key::type)
                .thenComparing(by(Key::countedAs))
                .thenComparing(by(Key::level))
                .thenComparing(by(Key::city));

        private static <T extends Comparable<? super T>> Comparator<Key> by(Function<Key, T> part) {
            return Comparator.comparing(part, Comparator.nullsFirst(Comparator.naturalOrder()));
        }

        /// A type says its class, so that is told with it.
        static Key of(Row row, Set<Dimension> by) {
            return new Key(
                    by.contains(Dimension.TYPE) ? row.type() : null,
                    by.contains(Dimension.TYPE) || by.contains(Dimension.CLASS) ? row.type().countedAs : null,
                    by.contains(Dimension.LEVEL) ? row.level() : null,
                    by.contains(Dimension.REGION) ? row.city() + "00" : null);
        }

        PlatformCount counted(long count) {
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
                    count);
        }
    }

    private record Row(PlatformType type, PlatformLevel level, String city, long count) {
        static Row of(Tuple tuple) {
            return new Row(
                    PlatformType.valueOf(tuple.get("type", String.class)),
                    PlatformLevel.valueOf(tuple.get("level", String.class)),
                    tuple.get("city", String.class),
                    tuple.get("count", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformStatistics",
            summary = "平台统计 Count platforms by type, level, class and city",
            description =
                    "技术转化类与孵化载体分开计数，不相加。在调用方区划范围内。Classes are counted apart and never added up; within the caller's regions.")
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
                                    "分项维度，可用逗号列举：type 类型、level 级别、class 类别、region 市 What to count by, with commas "
                                            + "between: type, level, class, region (city)",
                            example = "type,level")
                    String by,
            @QueryParam("status")
                    @DefaultValue("APPROVED,OPERATING")
                    @Parameter(
                            description =
                                    "计入的状态，可用逗号列举；缺省为批准建设与运行 States that count, with commas between; by default those "
                                            + "that are approved or operating",
                            example = "APPROVED,OPERATING")
                    String status) {
        var dimensions = listed("by", Dimension.class, by);
        var states = listed("status", PlatformState.class, status).stream()
                .map(Enum::name)
                .toArray(String[]::new);
        var area = Area.of(region, caller.get());
        var rows = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("states", states, String[].class)
                .getResultStream()
                .map(Row::of)
                .toList());
        var counts = new TreeMap<Key, Long>(Key.ORDER);
        rows.forEach(row -> counts.merge(Key.of(row, dimensions), row.count(), Long::sum));
        return new PlatformStatistics(
                area.name(),
                counted(rows, PlatformClass.TECHNOLOGY),
                counted(rows, PlatformClass.INCUBATION),
                counts.entrySet().stream()
                        .map(entry -> entry.getKey().counted(entry.getValue()))
                        .toList());
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
                throw Problem.invalid(
                        parameter, "not-in-catalogue", Text.of("%s 不在允许的取值中：%s", "%s is none of: %s", name, all));
            }
        }
        return listed;
    }
}
