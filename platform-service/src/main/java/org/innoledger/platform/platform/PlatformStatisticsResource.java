package org.innoledger.platform.platform;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;

@Path("/v1/platform-statistics")
@RunOnVirtualThread
@Tag(name = "Platforms 创新平台")
public class PlatformStatisticsResource {
    /// State and level are those of the last step on or before the day. Before its first step a platform is
    /// not there yet; what has no day was so since before anybody wrote it down.
    private static final String ON_A_DAY = """
            select p.*, last.level as level_then
            from platform p cross join lateral (
                select step.value ->> 'status' as status, step.value ->> 'level' as level
                from jsonb_array_elements(p.course) with ordinality as step(value, n)
                where step.value ->> 'on' is null or cast(step.value ->> 'on' as date) <= :on
                order by step.n desc limit 1) as last
            where p.withdrawn_at is null and last.status = any (:status)""";

    /// A type says its class.
    private static final String INCUBATION = "type in ("
            + Arrays.stream(PlatformType.values())
                    .filter(type -> type.countedAs == PlatformClass.INCUBATION)
                    .map(type -> "'" + type + "'")
                    .collect(Collectors.joining(", "))
            + ")";

    private static final Statistic<PlatformSums> PLATFORMS = Statistic.of(ON_A_DAY, PlatformSums.class)
            .by(
                    Dimension.of("type", "type", PlatformType.class),
                    Dimension.of("level", "level_then", PlatformLevel.class),
                    Dimension.of(
                            "class",
                            "case when " + INCUBATION + " then 'INCUBATION' else 'TECHNOLOGY' end",
                            PlatformClass.class),
                    Dimension.text("field", "field"),
                    Dimension.year("year", "case when approved_on <= :on then extract(year from approved_on) end"),
                    Dimension.looked("host", "coalesce(host, host_name)", "max(host_name)"))
            .itemised("type", "level")
            .onPastDay()
            .anyOf(
                    "status",
                    PlatformState.class,
                    "计入的状态，可用逗号列举；缺省为批准建设与运行 States that count, with commas between; by default approved or operating",
                    EnumSet.of(PlatformState.APPROVED, PlatformState.OPERATING))
            .measure("technology", "count(*) filter (where not " + INCUBATION + ")")
            .measure("incubation", "count(*) filter (where " + INCUBATION + ")");

    private final Statistics statistics;

    PlatformStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Platforms by class. There is no sum of the two on purpose: whoever reports one counts incubators as
    /// laboratories.
    @Schema(
            description = "平台数量，两类分列，不相加 Platforms of each class, which are never added up",
            requiredProperties = {"technology", "incubation"})
    public record PlatformSums(
            @Schema(description = "技术转化类数量 Platforms of class TECHNOLOGY", examples = "127")
            long technology,

            @Schema(description = "孵化载体数量 Platforms of class INCUBATION", examples = "11")
            long incubation) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformStatistics",
            summary = "平台统计 Count platforms, for today or any past day",
            description =
                    "技术转化类与孵化载体分开计数，不相加。在调用方区划范围内。状态与级别取统计日当日的（历程中该日及以前的最后一步），其余内容取现在的。Classes are counted apart and never added up; within the caller's regions. State and level are those of the day (the last step of the course on or before it), all else is as it is now.")
    public Summed<PlatformSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(PLATFORMS, asked);
    }
}
