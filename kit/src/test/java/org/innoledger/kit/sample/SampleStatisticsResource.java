package org.innoledger.kit.sample;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.sample.Sample.SampleKind;
import org.innoledger.kit.statistic.Asked;
import org.innoledger.kit.statistic.Dimension;
import org.innoledger.kit.statistic.Statistic;
import org.innoledger.kit.statistic.Statistics;
import org.innoledger.kit.statistic.Summed;

@Path("/v1/sample-statistics")
@RunOnVirtualThread
@Tag(name = "Samples 样品")
public class SampleStatisticsResource {
    private static final Statistic<SampleSums> SAMPLES = Statistic.of(Sample.class, SampleSums.class)
            .by(Dimension.of("kind", "kind", SampleKind.class))
            .itemised("kind")
            .period("taken_on")
            .measure("samples", "count(*)")
            .measure("makers", "count(distinct maker)")
            .measure("grams", "sum(grams)");

    private final Statistics statistics;

    SampleStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What is summed up of samples.
    @Schema(
            description = "样品合计 Samples summed up",
            requiredProperties = {"samples", "makers", "grams"})
    public record SampleSums(
            @Schema(description = "样品数 Samples", examples = "3")
            long samples,

            @Schema(description = "制样企业数 Makers, each counted once", examples = "1")
            long makers,

            @Schema(description = "重量（克） Grams", examples = "360")
            long grams) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readSampleStatistics", summary = "样品统计 Sum up samples by region and kind")
    public Summed<SampleSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(SAMPLES, asked);
    }
}
