package org.innoledger.talent.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.talent.dimension.Dimensions;
import org.innoledger.talent.post.Post.PostKind;

@Path("/v1/post-statistics")
@RunOnVirtualThread
@Tag(name = "Posts 岗位")
public class PostStatisticsResource {
    private static final String SUMS = """
            select case when :byRegion then left(region, 4) || '00' end as city, case when :byKind then kind end as of_kind,
                   count(*) as posts, coalesce(sum(offered), 0) as offered, coalesce(sum(filled), 0) as filled
            from post
            where withdrawn_at is null and region between :from and :to
                and since <= cast(:latest as date) and coalesce(until, 'infinity') >= cast(:earliest as date)
            group by city, of_kind
            order by city, of_kind""";

    private final Journal journal;
    private final Caller.Current caller;

    PostStatisticsResource(Journal journal, Caller.Current caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /// Posts of an area.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description = "岗位统计 Posts summed up",
            requiredProperties = {"region", "posts", "offered", "filled", "vacant"})
    public record PostStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area summed up: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "日期；未指定则无 Day, where one was asked for", examples = "2026-11-01")
            LocalDate on,

            @Schema(description = "登记条数 Records of posts", examples = "20")
            long posts,

            @Schema(description = "提供数 Offered", examples = "150")
            long offered,

            @Schema(description = "到岗数 Taken up", examples = "90")
            long filled,

            @Schema(description = "空缺数 Vacant", examples = "60")
            long vacant,

            @Schema(description = "分项；by=none 时无 Sums by what `by` names; absent for `none`")
            List<PostSum> items) {}

    /// Posts of one city or kind.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"region", "regionName", "kind", "posts", "offered", "filled", "vacant"})
    @Schema(
            description = "分项 Posts of one city or kind",
            requiredProperties = {"posts", "offered", "filled", "vacant"})
    public record PostSum(
            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "类型 Kind", examples = "INTERNSHIP")
            PostKind kind,

            @Schema(description = "登记条数 Records of posts", examples = "20")
            long posts,

            @Schema(description = "提供数 Offered", examples = "150")
            long offered,

            @Schema(description = "到岗数 Taken up", examples = "90")
            long filled,

            @Schema(description = "空缺数 Vacant", examples = "60")
            long vacant) {

        private static PostSum of(Tuple row) {
            var city = row.get("city", String.class);
            var kind = row.get("of_kind", String.class);
            var offered = row.get("offered", Long.class);
            var filled = row.get("filled", Long.class);
            return new PostSum(
                    city,
                    Dimensions.cityName(city),
                    kind == null ? null : PostKind.valueOf(kind),
                    row.get("posts", Long.class),
                    offered,
                    filled,
                    offered - filled);
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPostStatistics",
            summary = "岗位统计 Sum up posts by region and kind",
            description =
                    "在调用方区划范围内；指定 on 则只计当日有效的岗位。Within the caller's regions; with `on` only posts that are open that day.")
    public PostStatistics statistics(
            @QueryParam("on") @Parameter(description = "日期，缺省为全部 Day; all posts by default", example = "2026-11-01")
                    LocalDate on,
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("by")
                    @DefaultValue("kind")
                    @Parameter(
                            description =
                                    "分项，可用逗号列举：region 市、kind 类型；none 不分 What to itemise by, with commas between: region "
                                            + "(city), kind; or none",
                            example = "kind")
                    String by) {
        var dimensions = Dimensions.of(by, List.of("region", "kind"));
        var area = Area.of(region, caller.get());
        var items = journal.reading(session -> session.createNativeQuery(SUMS, Tuple.class)
                .setParameter("byRegion", dimensions.has("region"))
                .setParameter("byKind", dimensions.has("kind"))
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("latest", on == null ? "infinity" : on.toString())
                .setParameter("earliest", on == null ? "-infinity" : on.toString())
                .getResultStream()
                .map(PostSum::of)
                .toList());
        return new PostStatistics(
                area.name(),
                on,
                items.stream().mapToLong(PostSum::posts).sum(),
                items.stream().mapToLong(PostSum::offered).sum(),
                items.stream().mapToLong(PostSum::filled).sum(),
                items.stream().mapToLong(PostSum::vacant).sum(),
                dimensions.itemised() ? items : null);
    }
}
