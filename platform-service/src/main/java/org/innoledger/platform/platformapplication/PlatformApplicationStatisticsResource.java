package org.innoledger.platform.platformapplication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationState;

@Path("/v1/platform-application-statistics")
@RunOnVirtualThread
@Tag(name = "Platform applications 平台申报")
public class PlatformApplicationStatisticsResource {
    private static final String COUNTS = """
            select case when :by_level then level end as level, case when :by_type then type end as type,
                   case when :by_status then status end as status, count(*) as count
            from platform_application
            where withdrawn_at is null and region between :from and :to and (:batch = '' or batch = :batch)
            group by 1, 2, 3
            order by 1, 2, 3""";

    private final Journal journal;
    private final Caller.Current caller;

    PlatformApplicationStatisticsResource(Journal journal, Caller.Current caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /// By what applications can be counted.
    enum Dimension {
        LEVEL,
        TYPE,
        STATUS
    }

    /// Applications of an area.
    @Schema(
            description = "平台申报统计 Applications counted",
            requiredProperties = {"region", "count", "items"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlatformApplicationStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "批次 Batch; absent for all", examples = "2026年第一批")
            String batch,

            @Schema(description = "申报数 Applications", examples = "15")
            long count,

            @Schema(description = "分项 Counts by what `by` names")
            List<PlatformApplicationCount> items) {}

    /// One count; what `by` does not name is absent.
    @Schema(
            description = "分项数量 One count; what `by` does not name is absent",
            requiredProperties = {"count"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlatformApplicationCount(
            @Schema(description = "申报级别 Level asked for", ref = "PlatformLevel")
            String level,

            @Schema(description = "平台类型 Type", ref = "PlatformType")
            String type,

            @Schema(description = "状态 State", examples = "APPROVED")
            PlatformApplicationState status,

            @Schema(description = "申报数 Applications", examples = "14")
            long count) {
        static PlatformApplicationCount of(Tuple row) {
            var status = row.get("status", String.class);
            return new PlatformApplicationCount(
                    row.get("level", String.class),
                    row.get("type", String.class),
                    status == null ? null : PlatformApplicationState.valueOf(status),
                    row.get("count", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformApplicationStatistics",
            summary = "平台申报统计 Count applications by level, type and state",
            description = "在调用方区划范围内。Within the caller's regions.")
    public PlatformApplicationStatistics statistics(
            @QueryParam("batch") @Parameter(description = "批次，缺省为全部 Batch, all by default", example = "2026年第一批")
                    String batch,
            @QueryParam("region")
                    @Parameter(
                            description = "行政区划代码前缀：14 省、1406 市、140602 县 Prefix of division codes; all of the "
                                    + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("by")
                    @DefaultValue("level,type,status")
                    @Parameter(
                            description =
                                    "分项维度，可用逗号列举：level 级别、type 类型、status 状态 What to count by, with commas between",
                            example = "level,status")
                    String by) {
        var dimensions = dimensions(by);
        var area = Area.of(region, caller.get());
        var items = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("by_level", dimensions.contains(Dimension.LEVEL))
                .setParameter("by_type", dimensions.contains(Dimension.TYPE))
                .setParameter("by_status", dimensions.contains(Dimension.STATUS))
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("batch", batch == null ? "" : batch.strip())
                .getResultStream()
                .map(PlatformApplicationCount::of)
                .toList());
        var count = items.stream().mapToLong(PlatformApplicationCount::count).sum();
        return new PlatformApplicationStatistics(area.name(), batch, count, items);
    }

    private static Set<Dimension> dimensions(String given) {
        var listed = EnumSet.noneOf(Dimension.class);
        for (var name : given.split(",")) {
            try {
                listed.add(Dimension.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", name, Arrays.toString(Dimension.values())));
            }
        }
        return listed;
    }
}
