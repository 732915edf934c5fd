package org.innoledger.ledger.benefit;

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
import java.util.Optional;
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
import org.innoledger.ledger.benefit.Benefit.BenefitKind;

@Path("/v1/benefit-statistics")
@RunOnVirtualThread
@Tag(name = "Benefits 政策兑现")
public class BenefitStatisticsResource {
    /// Items that one answer lists, those with the largest amounts; the sums above them are of all.
    private static final int ITEMS_MAX = 1000;

    /// The first row is of all benefits. An enterprise that stands in several items is one in that row, so it
    /// is not added up from them.
    private static final String SUMS = """
            with counted as (
                select case when :by_year then year end as year, case when :by_kind then kind end as kind,
                       case when :by_policy then policy end as policy, enterprise, amount_yuan
                from benefit
                where withdrawn_at is null and region between :from and :to and (:year = 0 or year = :year)),
            summed as (
                select year, kind, policy, grouping(year) as every, count(*) as count,
                       count(distinct enterprise) as enterprises,
                       coalesce(sum(amount_yuan), 0)::bigint as amount_yuan
                from counted
                group by grouping sets ((), (year, kind, policy)))
            select summed.*, policy.title from summed left join known_policy policy on policy.id = summed.policy
            order by every desc, amount_yuan desc, year, kind, policy
            limit :most""";

    private final Journal journal;
    private final Caller.Current caller;

    BenefitStatisticsResource(Journal journal, Caller.Current caller) {
        this.journal = journal;
        this.caller = caller;
    }

    /// By what benefits can be summed up.
    enum Dimension {
        YEAR,
        KIND,
        POLICY
    }

    /// Benefits of an area.
    @Schema(
            description = "政策兑现统计 Benefits summed up",
            requiredProperties = {"region", "count", "enterprises", "amountYuan", "complete", "items"})
    public record BenefitStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area summed up: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "兑现笔数 Benefits", examples = "120")
            long count,

            @Schema(description = "享受企业数，每企业计一次 Enterprises, each once", examples = "85")
            long enterprises,

            @Schema(description = "金额（元） Amount, yuan", examples = "36000000")
            long amountYuan,

            @Schema(
                    description = "分项是否列全；超过 1,000 项时只列金额最大的 1,000 项 Whether all items are listed: of more than 1,000 "
                            + "only those with the largest amounts are",
                    examples = "true")
            boolean complete,

            @Schema(description = "分项，金额大的在前 Sums by what `by` names, the largest amount first")
            List<BenefitSum> items) {}

    /// One sum; what `by` does not name is absent.
    @Schema(
            description = "分项汇总 One sum; what `by` does not name is absent",
            requiredProperties = {"count", "enterprises", "amountYuan"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BenefitSum(
            @Schema(description = "年度 Year", examples = "2021")
            Integer year,

            @Schema(description = "类别 Kind", examples = "LOAN")
            BenefitKind kind,

            @Schema(description = "政策编号 Id of the policy", examples = "0190f3a0-0000-7000-8000-000000000001")
            String policy,

            @Schema(description = "政策标题 Title of the policy", examples = "示例·知识产权质押贷款贴息办法")
            String policyTitle,

            @Schema(description = "兑现笔数 Benefits", examples = "1")
            long count,

            @Schema(description = "享受企业数 Enterprises", examples = "1")
            long enterprises,

            @Schema(description = "金额（元） Amount, yuan", examples = "3000000")
            long amountYuan) {
        static BenefitSum of(Tuple row) {
            return new BenefitSum(
                    row.get("year", Integer.class),
                    Optional.ofNullable(row.get("kind", String.class))
                            .map(BenefitKind::valueOf)
                            .orElse(null),
                    row.get("policy", String.class),
                    row.get("title", String.class),
                    row.get("count", Long.class),
                    row.get("enterprises", Long.class),
                    row.get("amount_yuan", Long.class));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readBenefitStatistics",
            summary = "政策兑现统计 Sum up benefits by year, kind and policy",
            description = "在调用方区划范围内；至多列出 1,000 个分项。Within the caller's regions; at most 1,000 items are listed.")
    public BenefitStatistics statistics(
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("year") @Parameter(description = "年度，缺省为所有年度 Year, by default all of them", example = "2021")
                    Integer year,
            @QueryParam("by")
                    @DefaultValue("year,kind")
                    @Parameter(
                            description =
                                    "分项维度，可用逗号列举：year 年度、kind 类别、policy 政策 What to sum up by, with commas between: "
                                            + "year, kind, policy",
                            example = "year,kind")
                    String by) {
        var dimensions = dimensions(by);
        var area = Area.of(region, caller.get());
        var rows = journal.reading(session -> session.createNativeQuery(SUMS, Tuple.class)
                .setParameter("by_year", dimensions.contains(Dimension.YEAR))
                .setParameter("by_kind", dimensions.contains(Dimension.KIND))
                .setParameter("by_policy", dimensions.contains(Dimension.POLICY))
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("year", year == null ? 0 : year)
                .setParameter("most", ITEMS_MAX + 2)
                .getResultStream()
                .map(BenefitSum::of)
                .toList());
        var all = rows.getFirst();
        return new BenefitStatistics(
                area.name(),
                all.count(),
                all.enterprises(),
                all.amountYuan(),
                rows.size() - 1 <= ITEMS_MAX,
                rows.stream().skip(1).limit(ITEMS_MAX).toList());
    }

    /// What a parameter lists.
    ///
    /// @throws Problem 400 with what there is
    private static Set<Dimension> dimensions(String given) {
        var dimensions = EnumSet.noneOf(Dimension.class);
        for (var name : given.split(",")) {
            try {
                dimensions.add(Dimension.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", name, Arrays.toString(Dimension.values())));
            }
        }
        return dimensions;
    }
}
