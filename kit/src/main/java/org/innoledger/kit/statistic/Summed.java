package org.innoledger.kit.statistic;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.region.Division;

/// The answer of every statistic.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description = "统计 Figures of an area",
        requiredProperties = {"region", "by", "total", "complete", "items"})
public record Summed<M extends Record>(
        @Schema(description = "统计范围：区划代码前缀 Area: prefix of division codes", examples = "1406")
        String region,

        @Schema(description = "统计日；不按日统计或未指定则无 Day, where it is of one", examples = "2026-06-30")
        LocalDate on,

        @Schema(description = "期间起 First day of the period, where it is of one", examples = "2026-01-01")
        LocalDate from,

        @Schema(description = "期间止 Last day of the period, where it is of one", examples = "2026-12-31")
        LocalDate to,

        @Schema(
                description = "统计所据的流水位置 Position of the journal up to which everything is counted, and nothing beyond",
                examples = "20480")
        Long position,

        @Schema(description = "分项维度 What items are by; empty for none")
        List<String> by,

        @Schema(description = "按区划分项时各项的层级 Level of the divisions, where items are by region", examples = "CITY")
        Division.Level level,

        @Schema(description = "总计，由数据库对全部记录计算，不是分项之和 Figures of the whole, which are not added up from items")
        M total,

        @Schema(
                description =
                        "分项是否列全；超过 1,000 项时只列前 1,000 项 Whether all items are listed; of more than 1,000 the first "
                                + "1,000 are",
                examples = "true")
        boolean complete,

        @Schema(description = "分项 Figures by what `by` names")
        List<Item<M>> items) {

    /// The same question answered with what follows from these figures.
    public <N extends Record> Summed<N> with(N whole, List<Item<N>> parts) {
        return new Summed<>(region, on, from, to, position, by, level, whole, complete, parts);
    }
}
