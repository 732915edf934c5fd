package org.innoledger.ledger.hightech;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.Text;
import org.innoledger.ledger.hightech.HighTechRules.Criterion;
import org.innoledger.ledger.hightech.HighTechRules.Line;
import org.innoledger.ledger.hightech.HighTechRules.Unit;

/// Whether an enterprise meets the criteria of 高新技术企业 after one year's books, criterion by criterion. Shares
/// are compared by multiplication, so that no rounding ever decides. Source: DOMAIN §1.1, 国科发火〔2016〕32号.
///
/// @param rules by which version of the rules
/// @param year the last of the years whose figures are looked at
/// @param on the day of application, by which age is told
/// @param established null where it has not been filed
/// @param figures what has been filed, by year
record HighTechCheck(
        HighTechRules rules, int year, LocalDate on, LocalDate established, Map<Integer, Figures> figures) {
    /// Years over which research and development is summed up.
    static final int YEARS = 3;

    /// Decimals of a share as it is shown, always rounded down: what is shown as the threshold has reached it.
    private static final int DECIMALS = 2;

    /// What has been filed of one year; null for what has not.
    record Figures(
            Long revenueYuan,
            Long rdExpenseYuan,
            Long rdExpenseInChinaYuan,
            Long highTechIncomeYuan,
            Integer staff,
            Integer technologyStaff,
            Integer coreIntellectualProperties,
            Boolean majorCase) {
        private static final Figures NONE = new Figures(null, null, null, null, null, null, null, null);
    }

    /// A figure as it is called in the annual figures.
    private record Figure(String name, Function<Figures, Long> of) {
        static final Figure REVENUE = new Figure("revenueYuan", Figures::revenueYuan);
        static final Figure RD_EXPENSE = new Figure("rdExpenseYuan", Figures::rdExpenseYuan);
        static final Figure RD_IN_CHINA = new Figure("rdExpenseInChinaYuan", Figures::rdExpenseInChinaYuan);
        static final Figure HIGH_TECH = new Figure("highTechIncomeYuan", Figures::highTechIncomeYuan);
        static final Figure STAFF = new Figure("staff", year -> wide(year.staff()));
        static final Figure TECHNOLOGY_STAFF = new Figure("technologyStaff", year -> wide(year.technologyStaff()));
        static final Figure PROPERTIES =
                new Figure("coreIntellectualProperties", year -> wide(year.coreIntellectualProperties()));
        static final Figure MAJOR_CASE =
                new Figure("majorCase", year -> year.majorCase() == null ? null : year.majorCase() ? 1L : 0L);

        private static Long wide(Integer number) {
            return number == null ? null : Long.valueOf(number);
        }
    }

    /// What a criterion came to.
    @Schema(
            name = "HighTechVerdict",
            description = "结论 Verdict: PASSED 符合 | FAILED 不符合 | UNKNOWN 数据不全，无法判断",
            examples = "PASSED")
    enum Verdict {
        PASSED(Text.of("符合", "passed")),
        FAILED(Text.of("不符合", "failed")),
        UNKNOWN(Text.of("无法判断", "unknown"));

        private final Text label;

        Verdict(Text label) {
            this.label = label;
        }

        private static Verdict of(boolean passed) {
            return passed ? PASSED : FAILED;
        }
    }

    /// One criterion, judged.
    ///
    /// @param numerator of a share, null for other figures
    /// @param threshold null while it is not known which one holds
    record Judged(
            Criterion criterion,
            BigDecimal figure,
            Long numerator,
            Long denominator,
            Long threshold,
            Unit unit,
            Verdict verdict,
            Text text) {}

    /// Every criterion of the rules, in their order.
    List<Judged> judged() {
        var judged = new ArrayList<Judged>();
        for (var criterion : Criterion.values()) {
            var lines = rules.lines().stream()
                    .filter(line -> line.criterion() == criterion)
                    .toList();
            if (!lines.isEmpty()) {
                judged.add(judged(criterion, lines));
            }
        }
        return judged;
    }

    /// The verdict of all: failed once one has, and passed only when everything is known.
    static Verdict overall(List<Judged> judged) {
        var verdicts = judged.stream().map(Judged::verdict).toList();
        return verdicts.contains(Verdict.FAILED)
                ? Verdict.FAILED
                : verdicts.contains(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.PASSED;
    }

    private Judged judged(Criterion criterion, List<Line> lines) {
        var line = lines.getFirst();
        var last = List.of(year);
        return switch (criterion) {
            case AGE -> age(line);
            case CORE_INTELLECTUAL_PROPERTY -> count(line, Text.of("核心自主知识产权", "core intellectual properties owned"));
            case TECHNOLOGY_STAFF ->
                share(
                        line,
                        Text.of("科技人员占职工总数", "science and technology staff of all staff"),
                        Figure.TECHNOLOGY_STAFF,
                        Figure.STAFF,
                        last);
            case RD_INTENSITY -> intensity(lines);
            case RD_IN_CHINA ->
                share(
                        line,
                        Text.of("境内研发费用占研发费用", "expense on research and development that was spent in China"),
                        Figure.RD_IN_CHINA,
                        Figure.RD_EXPENSE,
                        years());
            case HIGH_TECH_INCOME ->
                share(
                        line,
                        Text.of("高新技术产品（服务）收入占销售收入", "income from high-tech products and services of sales"),
                        Figure.HIGH_TECH,
                        Figure.REVENUE,
                        last);
            case NO_MAJOR_CASE -> majorCase(line);
        };
    }

    /// The three years, or as many as the enterprise has existed in: 实际经营期不满三年的按实际经营时间计算.
    private List<Integer> years() {
        var first = year - YEARS + 1;
        var from = established == null ? first : Math.min(year, Math.max(first, established.getYear()));
        return IntStream.rangeClosed(from, year).boxed().toList();
    }

    private Judged age(Line line) {
        if (established == null) {
            return unknown(
                    line,
                    line.threshold(),
                    Text.of(
                            "成立年限：缺成立日期，请在企业登记中补报 establishedOn",
                            "age: the day of establishment is missing; file establishedOn with the enterprise"));
        }
        var days = ChronoUnit.DAYS.between(established, on);
        var verdict = Verdict.of(days >= line.threshold());
        return plain(
                line,
                days,
                verdict,
                Text.of(
                        "成立年限：%s 成立，至 %s 满 %d 天，要求满 %d 天",
                        "age: established on %s, by %s it is %d days old; asked for are %d",
                        established,
                        on,
                        days,
                        line.threshold()));
    }

    private Judged count(Line line, Text what) {
        var missing = missing(List.of(year), Figure.PROPERTIES);
        if (missing != null) {
            return unknown(line, line.threshold(), missing.in(what));
        }
        long pieces = sum(Figure.PROPERTIES, List.of(year));
        return plain(
                line,
                pieces,
                Verdict.of(pieces >= line.threshold()),
                new Text(
                        "%s：%d 件，要求不少于 %d 件".formatted(what.zh(), pieces, line.threshold()),
                        "%s: %d, asked for are at least %d".formatted(what.en(), pieces, line.threshold())));
    }

    private Judged majorCase(Line line) {
        var what = Text.of("最近一年重大安全、重大质量事故或严重环境违法", "major accidents or serious breaches of environmental law");
        var missing = missing(List.of(year), Figure.MAJOR_CASE);
        if (missing != null) {
            return unknown(line, line.threshold(), missing.in(what));
        }
        long cases = sum(Figure.MAJOR_CASE, List.of(year));
        return plain(
                line,
                cases,
                Verdict.of(cases <= line.threshold()),
                new Text(
                        "%d 年度%s：%s，要求没有".formatted(year, what.zh(), cases == 0 ? "无" : "有"),
                        "%s in %d: %s, none may be".formatted(what.en(), year, cases == 0 ? "none" : "there was one")));
    }

    /// Research and development of three years over their sales; the sales of the last year choose the line.
    private Judged intensity(List<Line> lines) {
        var what = new Text(
                "近三年（%s）研发费用占销售收入".formatted(span()),
                "expense on research and development of sales, %s".formatted(span()));
        var sales = Figure.REVENUE.of().apply(of(year));
        if (sales == null) {
            return unknown(
                    lines.getFirst(),
                    null,
                    missing(years(), Figure.RD_EXPENSE, Figure.REVENUE).in(what));
        }
        var line = lines.stream()
                .filter(candidate -> candidate.holdsFor(sales))
                .findFirst()
                .orElseThrow();
        return share(line, what, Figure.RD_EXPENSE, Figure.REVENUE, years());
    }

    private Judged share(Line line, Text what, Figure part, Figure whole, List<Integer> years) {
        var missing = missing(years, part, whole);
        if (missing != null) {
            return unknown(line, line.threshold(), missing.in(what));
        }
        long numerator = sum(part, years);
        long denominator = sum(whole, years);
        if (denominator == 0) {
            var text = new Text(
                    "%s：分母为 0，比例无从谈起，要求不低于 %d%%".formatted(what.zh(), line.threshold()),
                    "%s: the denominator is 0, so there is no share; asked for are at least %d %%"
                            .formatted(what.en(), line.threshold()));
            return judged(line, null, numerator, denominator, Verdict.FAILED, text);
        }
        var hundredfold = BigInteger.valueOf(numerator).multiply(BigInteger.valueOf(100));
        var asked = BigInteger.valueOf(denominator).multiply(BigInteger.valueOf(line.threshold()));
        var percent = new BigDecimal(hundredfold).divide(BigDecimal.valueOf(denominator), DECIMALS, RoundingMode.DOWN);
        var text = new Text(
                "%s：%d ÷ %d = %s%%，要求不低于 %d%%".formatted(what.zh(), numerator, denominator, percent, line.threshold()),
                "%s: %d ÷ %d = %s %%, asked for are at least %d %%"
                        .formatted(what.en(), numerator, denominator, percent, line.threshold()));
        return judged(line, percent, numerator, denominator, Verdict.of(hundredfold.compareTo(asked) >= 0), text);
    }

    private static Judged plain(Line line, long figure, Verdict verdict, Text text) {
        return judged(line, BigDecimal.valueOf(figure), null, null, verdict, text);
    }

    private static Judged judged(
            Line line, BigDecimal figure, Long numerator, Long denominator, Verdict verdict, Text text) {
        var concluded = new Text(text.zh() + "：" + verdict.label.zh(), text.en() + ": " + verdict.label.en());
        return new Judged(
                line.criterion(), figure, numerator, denominator, line.threshold(), line.unit(), verdict, concluded);
    }

    private static Judged unknown(Line line, Long threshold, Text text) {
        return new Judged(line.criterion(), null, null, null, threshold, line.unit(), Verdict.UNKNOWN, text);
    }

    private Figures of(int year) {
        return figures.getOrDefault(year, Figures.NONE);
    }

    private long sum(Figure figure, List<Integer> years) {
        return years.stream().mapToLong(each -> figure.of().apply(of(each))).sum();
    }

    private String span() {
        return years().getFirst() + "—" + year;
    }

    /// What has to be filed before these figures are known, null where they are.
    private Missing missing(List<Integer> years, Figure... asked) {
        var missing = new ArrayList<String>();
        for (var each : years) {
            var names = Arrays.stream(asked)
                    .filter(figure -> figure.of().apply(of(each)) == null)
                    .map(Figure::name)
                    .toList();
            if (!names.isEmpty()) {
                missing.add(each + " " + String.join(", ", names));
            }
        }
        return missing.isEmpty() ? null : new Missing(String.join("; ", missing));
    }

    /// Years and figures that have not been filed.
    private record Missing(String what) {
        Text in(Text criterion) {
            return new Text(
                    "%s：缺年度数据 %s，请填报 /v1/annual-figures".formatted(criterion.zh(), what),
                    "%s: missing are %s; file them at /v1/annual-figures".formatted(criterion.en(), what));
        }
    }
}
