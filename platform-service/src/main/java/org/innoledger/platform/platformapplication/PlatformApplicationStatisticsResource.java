package org.innoledger.platform.platformapplication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;
import org.innoledger.platform.platform.PlatformLevel;
import org.innoledger.platform.platform.PlatformType;
import org.innoledger.platform.platformapplication.PlatformApplication.PlatformApplicationState;

@Path("/v1/platform-application-statistics")
@RunOnVirtualThread
@Tag(name = "Platform applications 平台申报")
public class PlatformApplicationStatisticsResource {
    private static final Statistic<PlatformApplicationSums> APPLICATIONS = Statistic.of(
                    PlatformApplication.class, PlatformApplicationSums.class)
            .by(
                    Dimension.of("level", "level", PlatformLevel.class),
                    Dimension.of("type", "type", PlatformType.class),
                    Dimension.of("status", "status", PlatformApplicationState.class))
            .itemised("level", "type", "status")
            .filter("batch", "batch", "批次，缺省为全部 Batch; all of them by default")
            .measure("applications", "count(*)");

    private final Statistics statistics;

    PlatformApplicationStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Applications counted.
    @Schema(
            description = "平台申报合计 Applications counted",
            requiredProperties = {"applications"})
    public record PlatformApplicationSums(
            @Schema(description = "申报数 Applications", examples = "15")
            long applications) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformApplicationStatistics",
            summary = "平台申报统计 Count applications by level, type and state",
            description = "在调用方区划范围内。Within the caller's regions.")
    public Summed<PlatformApplicationSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(APPLICATIONS, asked);
    }
}
