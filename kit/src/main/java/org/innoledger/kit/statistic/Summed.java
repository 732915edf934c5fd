package org.innoledger.kit.statistic;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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

        @Schema(description = "分项维度 What items are by; empty for none")
        List<String> by,

        @Schema(description = "总计，由数据库对全部记录计算，不是分项之和 Figures of the whole, which are not added up from items")
        M total,

        @Schema(
                description =
                        "分项是否列全；超过 1,000 项时只列前 1,000 项 Whether all items are listed; of more than 1,000 the first "
                                + "1,000 are",
                examples = "true")
        boolean complete,

        @Schema(description = "分项 Figures by what `by` names")
        List<Item<M>> items) {}
