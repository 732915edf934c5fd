package org.innoledger.ledger.bulletin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.coverage.Figures;

/// Bulletin 简报、通报: how the cities of the province, or the counties of a city, stand in a month that has been
/// closed. Generated from frozen reports; once published it never changes. Source: DOMAIN 1.7; work plan
/// 五(一)3.
@Entity
@Below
public class Bulletin extends Registered<Bulletin.BulletinFacts> {
    /// Close-outs, and corrections, that one bulletin lists.
    static final int LISTED_MAX = 2_000;

    /// Bytes that each of these lists may take, so that a bulletin is no larger than a record may be.
    static final int LISTED_BYTES_MAX = 90 * 1024;

    /// What the register holds of a bulletin. All but the text is generated.
    @Embeddable
    @Schema(name = "BulletinFacts", description = "简报内容 Facts of a bulletin")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BulletinFacts(
            @Schema(description = "发布单位所在区划：省或市 Division that publishes: province or city")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "月份 Month") @NotNull @Valid @Indexed
            Month month,

            @Schema(description = "标题 Title", examples = "山西省企业技术创新全覆盖工作简报") @NotBlank @Size(max = 200) @Searched
            String title,

            @Schema(description = "期号 Number", examples = "2026年第10期") @Size(max = 100) @Searched
            String number,

            @Schema(description = "按语 Foreword", examples = "各市要紧盯未覆盖企业。") @Size(max = 10_000)
            String foreword,

            @Schema(description = "所据月报编号 Id of the frozen report behind it", readOnly = true)
            String report,

            @Schema(
                    description = "流水位置：更正列到此处 Position of the journal up to which corrections are told",
                    readOnly = true,
                    examples = "20480")
            Long position,

            @Schema(
                    description = "更正从此位置之后列起 Position after which they begin: that of the bulletin before",
                    readOnly = true,
                    examples = "18003")
            Long correctionsAfter,

            @Schema(
                    description =
                            "上一期的月份：其后各月的更正不论位置均列入 Month of the bulletin before; corrections of later months are told from any position",
                    readOnly = true)
            Month correctionsAfterMonth,

            @Schema(description = "本级指标 Figures of the whole", readOnly = true) @JdbcTypeCode(SqlTypes.JSON)
            Figures figures,

            @Schema(
                    description = "覆盖率比上月增减（百分点） Change of the rate on the month before, percentage points",
                    readOnly = true,
                    examples = "4.76")
            BigDecimal changePercentagePoints,

            @Schema(description = "排名 Ranking", readOnly = true) @Size(max = 500) @JdbcTypeCode(SqlTypes.JSON)
            List<Rank> ranking,

            @Schema(description = "本年各月覆盖率 Coverage rate of the months of the year", readOnly = true)
            @Size(max = 12)
            @JdbcTypeCode(SqlTypes.JSON)
            List<Trend> trend,

            @Schema(description = "逾期与未报 Late and missing reports", readOnly = true)
            @Size(max = 500)
            @JdbcTypeCode(SqlTypes.JSON)
            List<Late> late,

            @Schema(
                    description =
                            "本月销号企业，约至 600 户，总数见 figures Enterprises closed out in the month: some 600, `figures` counts all",
                    readOnly = true)
            @Size(max = LISTED_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<ClosedOut> closeOuts,

            @Schema(
                    description = "对已冻结数据的更正 Corrections: filed for a month after its figures had been frozen",
                    readOnly = true)
            @Size(max = LISTED_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<Correction> corrections,

            @Schema(description = "发布时间 Published at", readOnly = true, examples = "2026-11-10T02:00:00Z")
            Instant publishedAt,

            @Indexed @Size(max = 100) String externalId)
            implements Located<BulletinFacts>, Begins, Replaces<BulletinFacts> {
        private static final Copies<BulletinFacts> COPIES =
                Copies.of(BulletinFacts.class, "title", "number", "foreword", "publishedAt", "externalId");

        public BulletinFacts {
            ranking = none(ranking);
            trend = none(trend);
            late = none(late);
            closeOuts = none(closeOuts);
            corrections = none(corrections);
        }

        private static <T> List<T> none(List<T> list) {
            return list == null || list.isEmpty() ? null : list;
        }

        @Override
        public BulletinState beginsAs() {
            return BulletinState.DRAFT;
        }

        /// The text of a draft may be written; nothing of a published bulletin changes.
        @Override
        public BulletinFacts over(Filed<BulletinFacts> present) {
            mustBeDraft(present);
            return present.facts().with(this, null);
        }

        static void mustBeDraft(Filed<BulletinFacts> bulletin) {
            if (!bulletin.status().equals(BulletinState.DRAFT.name())) {
                throw Problem.illegalState(
                        Text.of("简报 %s 已发布，不再变化。", "Bulletin %s is published and changes no more.", bulletin.id()),
                        bulletin.status(),
                        BulletinState.PUBLISHED.next());
            }
        }

        BulletinFacts published(Instant at) {
            return with(this, at);
        }

        private BulletinFacts with(BulletinFacts text, Instant published) {
            return COPIES.with(this, text.title(), text.number(), text.foreword(), published, text.externalId());
        }

        @Override
        public BulletinFacts relocated(DivisionCode to) {
            throw Problem.of(ProblemType.CONFLICT, Text.of("简报不能迁移。", "A bulletin does not move."));
        }
    }

    /// A line of the ranking.
    @Schema(
            name = "BulletinRank",
            description = "排名的一行 A line of the ranking",
            requiredProperties = {"rank", "region", "name", "reported", "figures"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rank(
            @Schema(description = "名次，并列同名次 Rank; equals share it", examples = "1")
            int rank,

            @Schema(description = "区划 Division", examples = "140600")
            String region,

            @Schema(description = "名称 Name", examples = "朔州市")
            String name,

            @Schema(description = "是否来自其月报 Whether it comes from the division's own report", examples = "true")
            boolean reported,

            @Schema(description = "指标 Figures") Figures figures,

            @Schema(description = "覆盖率比上月增减（百分点） Change of the rate, percentage points", examples = "4.76")
            BigDecimal changePercentagePoints) {}

    /// The rate of one month.
    @Schema(
            name = "BulletinTrend",
            description = "一个月的覆盖率 The rate of one month",
            requiredProperties = {"month", "coverageRatePercent"})
    public record Trend(
            @Schema(description = "月份 Month", examples = "2026-09")
            String month,

            @Schema(description = "覆盖率（%） Coverage rate, percent", examples = "66.67")
            BigDecimal coverageRatePercent) {}

    /// A report that came in late or not at all.
    @Schema(
            name = "BulletinLate",
            description = "一家逾期或未报单位 One that was late or missing",
            requiredProperties = {"region", "name", "verdict"})
    public record Late(
            @Schema(description = "区划 Division", examples = "140623")
            String region,

            @Schema(description = "名称 Name", examples = "右玉县")
            String name,

            @Schema(description = "结论 Verdict: MISSING 未报 | LATE 逾期报送", examples = "LATE")
            String verdict) {}

    /// An enterprise that was closed out in the month.
    @Schema(
            name = "BulletinCloseOut",
            description = "一家销号企业 An enterprise that was closed out",
            requiredProperties = {"enterprise", "name", "region", "confirmedOn"})
    public record ClosedOut(
            @Schema(description = "统一社会信用代码 Credit code", examples = "91140602MA0T000111")
            String enterprise,

            @Schema(description = "名称 Name", examples = "示例·朔州陶瓷有限公司")
            String name,

            @Schema(description = "区划 Division", examples = "140602")
            String region,

            @Schema(description = "确认日期 Confirmed on", examples = "2026-10-12")
            LocalDate confirmedOn) {}

    /// Something that was filed for a month after its figures had been frozen.
    @Schema(
            name = "BulletinCorrection",
            description = "一项更正 A correction of figures frozen before",
            requiredProperties = {"position", "month", "enterprise", "region", "type", "recordedAt", "changes"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Correction(
            @Schema(description = "流水位置 Position of the entry", examples = "20111")
            long position,

            @Schema(description = "所更正的月份 Month that it corrects", examples = "2026-09")
            String month,

            @Schema(description = "企业 Enterprise", examples = "91140602MA0T000111")
            String enterprise,

            @Schema(description = "企业名称 Its name", examples = "示例·朔州陶瓷有限公司")
            String name,

            @Schema(description = "区划 Division", examples = "140602")
            String region,

            @Schema(description = "登记类型 Type of the entry", examples = "activity.verified")
            String type,

            @Schema(description = "登记时间 When it was recorded", examples = "2026-11-08T03:00:00Z")
            Instant recordedAt,

            @Schema(description = "该月指标的变化 What it changes in the figures of that month", examples = "[\"active 0→1\"]")
            List<String> changes) {}

    /// State of a bulletin.
    @Schema(description = "状态 State: DRAFT 草稿 | PUBLISHED 已发布", examples = "PUBLISHED")
    public enum BulletinState implements Filed.State<BulletinState> {
        /// 草稿
        DRAFT,
        /// 已发布: readable by everyone below, and never changed.
        PUBLISHED;

        @Override
        public Set<BulletinState> next() {
            return this == DRAFT ? EnumSet.of(PUBLISHED) : EnumSet.noneOf(BulletinState.class);
        }
    }

    /// What is asked of a new bulletin.
    @Schema(
            name = "BulletinOrder",
            description = "生成简报 Which bulletin to generate",
            examples = "{\"region\": \"140000\", \"month\": \"2026-10\", \"number\": \"2026年第10期\"}")
    public record Order(
            @Schema(description = "发布单位所在区划：省或市 Division that publishes: province or city") @NotNull @Valid
            DivisionCode region,

            @Schema(description = "月份，须已由省封账 Month; the province must have closed it") @NotNull @Valid
            Month month,

            @Schema(description = "标题，缺省由系统拟定 Title; made up where it is absent", examples = "山西省企业技术创新全覆盖工作简报")
            @Size(max = 200)
            String title,

            @Schema(description = "期号 Number") @Size(max = 100)
            String number,

            @Schema(description = "按语 Foreword", examples = "各市要紧盯未覆盖企业。") @Size(max = 10_000)
            String foreword,

            @Schema(description = "报送方自有编号 The caller's own number", examples = "JB-2026-10") @Size(max = 100)
            String externalId) {}
}
