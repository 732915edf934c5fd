package org.innoledger.talent.post;

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
import org.innoledger.talent.post.Post.PostKind;

@Path("/v1/post-statistics")
@RunOnVirtualThread
@Tag(name = "Posts 岗位")
public class PostStatisticsResource {
    private static final Statistic<PostSums> POSTS = Statistic.of(Post.class, PostSums.class)
            .by(Dimension.of("kind", "kind", PostKind.class))
            .itemised("kind")
            .inForce("since", "until")
            .measure("posts", "count(*)")
            .measure("offered", "sum(offered)")
            .measure("filled", "sum(filled)")
            .measure("vacant", "sum(offered - filled)");

    private final Statistics statistics;

    PostStatisticsResource(Statistics statistics) {
        this.statistics = statistics;
    }

    /// What is summed up of posts.
    @Schema(
            description = "岗位合计 Posts summed up",
            requiredProperties = {"posts", "offered", "filled", "vacant"})
    public record PostSums(
            @Schema(description = "登记条数 Records of posts", examples = "20")
            long posts,

            @Schema(description = "提供数 Offered", examples = "150")
            long offered,

            @Schema(description = "到岗数 Taken up", examples = "90")
            long filled,

            @Schema(description = "空缺数 Vacant", examples = "60")
            long vacant) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPostStatistics",
            summary = "岗位统计 Sum up posts by region and kind",
            description =
                    "在调用方区划范围内；指定 on 则只计当日有效的岗位。Within the caller's regions; with `on` only posts that are open that day.")
    public Summed<PostSums> statistics(@BeanParam Asked asked) {
        return statistics.sum(POSTS, asked);
    }
}
