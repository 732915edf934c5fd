package org.innoledger.ledger.hightech;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.ledger.hightech.HighTechCheck.Figures;
import org.innoledger.ledger.hightech.HighTechCheck.Judged;
import org.innoledger.ledger.hightech.HighTechCheck.Verdict;
import org.innoledger.ledger.hightech.HighTechRules.Criterion;
import org.innoledger.ledger.hightech.HighTechRules.Unit;

/// High-tech check 高新技术企业条件核对 (DOMAIN §1.1): what each criterion comes to for one enterprise, and what is
/// still to be filed. It decides nothing; who is recognised is in the qualifications.
@Path("/v1/enterprises/{id}/high-tech-check")
@RunOnVirtualThread
@Tag(name = "High-tech check 高新技术企业条件核对", description = "逐项核对高新技术企业认定条件 The criteria of 高新技术企业, one by one")
public class HighTechCheckResource {
    private static final int YEAR_MIN = 2000;

    private static final String FILED = """
            select e.established_on::text as established_on, f.year, f.revenue_yuan, f.rd_expense_yuan,
                   f.rd_expense_in_china_yuan, f.high_tech_income_yuan, f.staff, f.technology_staff,
                   f.core_intellectual_properties, f.major_case
            from known_enterprise e
            left join known_annual_figures f
                on f.enterprise = e.id and f.withdrawn_at is null and f.year between :first and :year
            where e.id = :id and e.withdrawn_at is null""";

    private final Journal journal;
    private final Clock clock;

    HighTechCheckResource(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// The criteria of one enterprise, judged.
    @Schema(
            description = "高新技术企业条件核对结果 The criteria of 高新技术企业, judged for one enterprise",
            requiredProperties = {"enterprise", "year", "on", "rules", "source", "verdict", "criteria"})
    public record HighTechChecked(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise", examples = "91140602MA0T000111")
            String enterprise,

            @Schema(description = "最近一个会计年度 The last year whose figures were looked at", examples = "2025")
            int year,

            @Schema(description = "视同申请的日期，用于计算成立年限 Day that stands for that of application", examples = "2026-11-22")
            LocalDate on,

            @Schema(description = "规则版本 Version of the rules", examples = "2016")
            String rules,

            @Schema(description = "规则文号 Number of the document of the rules", examples = "国科发火〔2016〕32号")
            String source,

            @Schema(
                    description = "总结论：有一项不符合即不符合，数据齐全且各项符合才为符合 FAILED once one criterion has failed, PASSED only when "
                            + "all have passed",
                    examples = "PASSED")
            Verdict verdict,

            @Schema(description = "逐项结果 The criteria") List<HighTechResult> criteria) {}

    /// One criterion as it is answered.
    @Schema(
            description = "一项条件的核对结果 What one criterion came to",
            requiredProperties = {"criterion", "unit", "verdict", "text"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HighTechResult(
            @Schema(description = "条件 Criterion", examples = "RD_INTENSITY")
            Criterion criterion,

            @Schema(
                    description = "数值；比例为百分数，只舍不入保留两位；无法判断时无 Figure; a share is in percent, rounded down to two "
                            + "decimals; absent where it is not known",
                    examples = "5.83")
            BigDecimal figure,

            @Schema(description = "比例的分子，精确值 Numerator of a share, exact", examples = "2100000")
            Long numerator,

            @Schema(description = "比例的分母，精确值 Denominator of a share, exact", examples = "36000000")
            Long denominator,

            @Schema(
                    description =
                            "界限，单位同数值；尚不知适用哪一档时无 Threshold, in the same unit; absent while it is not known which holds",
                    examples = "5")
            Long threshold,

            @Schema(description = "单位 Unit", examples = "PERCENT")
            Unit unit,

            @Schema(description = "结论；比例按精确值比较，不受舍入影响 Verdict; shares are compared exactly", examples = "PASSED")
            Verdict verdict,

            @Schema(
                    description = "说明，语言随 Accept-Language；数据不全时说明应补报什么 The same for people, in the language of "
                            + "Accept-Language, with what to file where something is missing",
                    examples = "近三年（2023—2025）研发费用占销售收入：2100000 ÷ 36000000 = 5.83%，要求不低于 5%：符合")
            String text) {
        static HighTechResult of(Judged judged, Locale language) {
            return new HighTechResult(
                    judged.criterion(),
                    judged.figure(),
                    judged.numerator(),
                    judged.denominator(),
                    judged.threshold(),
                    judged.unit(),
                    judged.verdict(),
                    judged.text().in(language));
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readHighTechCheck",
            summary = "高新技术企业条件核对 Check an enterprise against the criteria of 高新技术企业",
            description = """
                    依据年度数据逐项核对；研发费用为会计口径，不是 R&D 经费内部支出；成立不满三年的按实际年度计算。From the annual figures; expense \
                    on research and development is that of the books, not R&D经费内部支出; an enterprise younger than three \
                    years is judged by the years that it has.""")
    public HighTechChecked check(
            String id,
            @QueryParam("year")
                    @Parameter(
                            description = "最近一个会计年度，缺省为上年 The last year of figures, by default last year",
                            example = "2025")
                    Integer year,
            @QueryParam("rules")
                    @Parameter(
                            description =
                                    "规则版本：2016、2008，缺省为当时有效的 Version of the rules: 2016 or 2008, by default the one in force",
                            example = "2016")
                    String rules,
            @HeaderParam("Accept-Language") String acceptLanguage) {
        var enterprise = CreditCode.of(id);
        enterprise.fault().ifPresent(fault -> {
            throw Problem.invalid(fault.at("/id"));
        });
        var today = LocalDate.now(clock);
        var last = year == null ? today.getYear() - 1 : year(year, today);
        // Whoever applies does so in the year after; of a year long past, the last day of that one.
        var closing = LocalDate.of(last + 1, 12, 31);
        var on = closing.isBefore(today) ? closing : today;
        var by = rules == null ? HighTechRules.inForce(on) : rules(rules.strip());
        var check = filed(enterprise.value(), last, on, by);
        var judged = check.judged();
        var language = Text.language(acceptLanguage);
        return new HighTechChecked(
                enterprise.value(),
                last,
                on,
                by.version(),
                by.source(),
                HighTechCheck.overall(judged),
                judged.stream()
                        .map(criterion -> HighTechResult.of(criterion, language))
                        .toList());
    }

    private HighTechCheck filed(String enterprise, int year, LocalDate on, HighTechRules rules) {
        var rows = journal.reading(session -> session.createNativeQuery(FILED, Tuple.class)
                .setParameter("id", enterprise)
                .setParameter("first", year - HighTechCheck.YEARS + 1)
                .setParameter("year", year)
                .getResultList());
        if (rows.isEmpty()) {
            throw Problem.notFound("enterprise", enterprise);
        }
        var established = Optional.ofNullable(rows.getFirst().get("established_on", String.class))
                .map(LocalDate::parse)
                .orElse(null);
        var figures = rows.stream()
                .filter(row -> row.get("year", Integer.class) != null)
                .collect(Collectors.toMap(
                        row -> row.get("year", Integer.class),
                        row -> new Figures(
                                row.get("revenue_yuan", Long.class),
                                row.get("rd_expense_yuan", Long.class),
                                row.get("rd_expense_in_china_yuan", Long.class),
                                row.get("high_tech_income_yuan", Long.class),
                                row.get("staff", Integer.class),
                                row.get("technology_staff", Integer.class),
                                row.get("core_intellectual_properties", Integer.class),
                                row.get("major_case", Boolean.class))));
        return new HighTechCheck(rules, year, on, established, figures);
    }

    private static int year(int year, LocalDate today) {
        if (year < YEAR_MIN || year > today.getYear()) {
            throw Problem.invalid(
                    "year",
                    FaultCode.OUT_OF_RANGE,
                    Text.of(
                            "年度应在 %d 至 %d 之间，现为 %d",
                            "The year must be from %d to %d; this is %d", YEAR_MIN, today.getYear(), year));
        }
        return year;
    }

    private static HighTechRules rules(String version) {
        return HighTechRules.version(version).orElseThrow(() -> {
            var all = HighTechRules.ALL.stream().map(HighTechRules::version).collect(Collectors.joining(", "));
            return Problem.invalid(
                    "rules",
                    FaultCode.NOT_IN_CATALOGUE,
                    Text.of("没有规则版本 %s；可用：%s", "There is no version %s of the rules; there are: %s", version, all));
        });
    }
}
