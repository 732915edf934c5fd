package org.innoledger.ledger.problem;

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
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;

@Path("/v1/problem-statistics")
@RunOnVirtualThread
@Tag(name = "Problems 问题清单")
public class ProblemStatisticsResource {
    /// Counts in one answer: bodies are free text, and there could be any number of them.
    private static final int COUNTS_MAX = 2_000;

    /// What is not asked for is null for every problem, and so counted together.
    private static final String COUNTS = """
            select case when :byClass then problem_class end as class,
                   case when :byStatus then status end as state,
                   case when :byLevel then responsible_level end as level,
                   case when :byBody then responsible_body end as body,
                   case when :byRegion then left(region, 4) || '00' end as city,
                   count(*) as count,
                   count(*) filter (where due_on < :today and status not in ('RESOLVED', 'CONFIRMED')) as overdue
            from problem
            where withdrawn_at is null and region between :from and :to
            group by 1, 2, 3, 4, 5
            order by 1, 2, 3, 4, 5
            limit :limit""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    ProblemStatisticsResource(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    /// By what problems can be counted.
    enum Dimension {
        CLASS,
        STATUS,
        LEVEL,
        BODY,
        REGION
    }

    /// Problems of an area.
    @Schema(
            description = "问题统计 Problems counted",
            requiredProperties = {"region", "count", "overdue", "items"})
    public record ProblemStatistics(
            @Schema(description = "统计范围：区划代码前缀 Area counted: prefix of division codes", examples = "1406")
            String region,

            @Schema(description = "问题总数 Problems", examples = "68")
            long count,

            @Schema(description = "其中超期 Of these, past their due date today", examples = "5")
            long overdue,

            @Schema(description = "分项 Counts by what `by` names")
            List<ProblemCount> items) {}

    /// One count; what `by` does not name is absent, and so is what the problems do not have.
    @Schema(
            description = "分项数量 One count; what `by` does not name is absent, and so is what the problems do not have",
            requiredProperties = {"count", "overdue"})
    @JsonPropertyOrder({"class", "status", "level", "body", "region", "regionName", "count", "overdue"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProblemCount(
            @JsonProperty("class") @Schema(description = "类别 Class", examples = "GOVERNMENT")
            ProblemClass problemClass,

            @Schema(description = "状态 State", examples = "IN_PROGRESS")
            ProblemState status,

            @Schema(description = "责任层级 Level of the responsible body", examples = "CITY")
            ProblemLevel level,

            @Schema(description = "责任单位 Responsible body", examples = "市工信局")
            String body,

            @Schema(description = "市 City", examples = "140600")
            String region,

            @Schema(description = "市名称 Name of the city", examples = "朔州市")
            String regionName,

            @Schema(description = "问题数 Problems", examples = "13")
            long count,

            @Schema(description = "其中超期 Of these, past their due date today", examples = "2")
            long overdue) {

        private static ProblemCount of(Tuple row) {
            var city = row.get("city", String.class);
            return new ProblemCount(
                    constant(ProblemClass.class, row.get("class", String.class)),
                    constant(ProblemState.class, row.get("state", String.class)),
                    constant(ProblemLevel.class, row.get("level", String.class)),
                    row.get("body", String.class),
                    city,
                    Optional.ofNullable(city)
                            .flatMap(Division::find)
                            .map(Division::name)
                            .orElse(null),
                    row.get("count", Long.class),
                    row.get("overdue", Long.class));
        }

        private static <E extends Enum<E>> E constant(Class<E> type, String name) {
            return name == null ? null : Enum.valueOf(type, name);
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readProblemStatistics",
            summary = "问题统计 Count problems by class, state, level, body and city",
            description =
                    "每项同时给出超期数，按今天（北京时间）计算。在调用方区划范围内。Each count with those overdue today in Asia/Shanghai; within the caller's regions.")
    public ProblemStatistics statistics(
            @QueryParam("region")
                    @Parameter(
                            description =
                                    "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                                            + "caller's regions where it is absent",
                            example = "1406")
                    String region,
            @QueryParam("by")
                    @DefaultValue("class,status")
                    @Parameter(
                            description =
                                    "分项维度，可用逗号列举：class 类别、status 状态、level 层级、body 责任单位、region 市 What to count by, with "
                                            + "commas between: class, status, level, body, region (city)",
                            example = "class,status")
                    String by) {
        var dimensions = listed(by);
        var area = Area.of(region, caller.get());
        var today = LocalDate.now(clock);
        var items = journal.reading(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("byClass", dimensions.contains(Dimension.CLASS))
                .setParameter("byStatus", dimensions.contains(Dimension.STATUS))
                .setParameter("byLevel", dimensions.contains(Dimension.LEVEL))
                .setParameter("byBody", dimensions.contains(Dimension.BODY))
                .setParameter("byRegion", dimensions.contains(Dimension.REGION))
                .setParameter("from", area.from())
                .setParameter("to", area.to())
                .setParameter("today", today)
                .setParameter("limit", COUNTS_MAX + 1)
                .getResultStream()
                .map(ProblemCount::of)
                .toList());
        if (items.size() > COUNTS_MAX) {
            throw org.innoledger.kit.problem.Problem.invalid(
                    "by",
                    FaultCode.TOO_MANY_COUNTS,
                    Text.of(
                            "分项超过 %d 个，请缩小 region 或减少 by 的维度",
                            "There are more than %d counts; narrow `region` or ask for less in `by`", COUNTS_MAX));
        }
        return new ProblemStatistics(
                area.name(),
                items.stream().mapToLong(ProblemCount::count).sum(),
                items.stream().mapToLong(ProblemCount::overdue).sum(),
                items);
    }

    /// The dimensions that `by` lists.
    ///
    /// @throws org.innoledger.kit.problem.Problem 400 with those that there are
    private static Set<Dimension> listed(String given) {
        var listed = EnumSet.noneOf(Dimension.class);
        for (var name : given.split(",")) {
            try {
                listed.add(Dimension.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                var all = Arrays.toString(Dimension.values());
                throw org.innoledger.kit.problem.Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("by", name, all));
            }
        }
        return listed;
    }
}
