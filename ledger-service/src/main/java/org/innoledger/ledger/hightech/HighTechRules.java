package org.innoledger.ledger.hightech;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.standard.Table;

/// One version of the rules by which 高新技术企业 are recognised, as `high-tech-rules.csv` has it: a new version is
/// new lines there. Source: 高新技术企业认定管理办法 of 2008 and 2016.
///
/// The rules of 2008 asked for 30 % of staff with a college degree in science and technology; degrees are not
/// filed, so that line is held against all staff in science and technology.
///
/// @param version year of the document
/// @param inForceFrom until the next version's
/// @param source number of the document
record HighTechRules(String version, LocalDate inForceFrom, String source, List<Line> lines) {

    /// What is asked of an enterprise.
    @Schema(
            name = "HighTechCriterion",
            description = "条件 Criterion: AGE 成立年限 | CORE_INTELLECTUAL_PROPERTY 核心自主知识产权 | "
                    + "TECHNOLOGY_STAFF 科技人员占比 | RD_INTENSITY 近三年研发费用占销售收入比例 | "
                    + "RD_IN_CHINA 境内研发费用占比 | HIGH_TECH_INCOME 高新技术产品收入占比 | NO_MAJOR_CASE 无重大事故或严重环境违法",
            examples = "RD_INTENSITY")
    enum Criterion {
        AGE,
        CORE_INTELLECTUAL_PROPERTY,
        TECHNOLOGY_STAFF,
        RD_INTENSITY,
        RD_IN_CHINA,
        HIGH_TECH_INCOME,
        NO_MAJOR_CASE
    }

    /// In what a figure and its threshold are told.
    @Schema(
            name = "HighTechUnit",
            description = "单位 Unit: DAYS 天 | PIECES 件 | PERCENT 百分比 | CASES 起",
            examples = "PERCENT")
    enum Unit {
        DAYS,
        PIECES,
        PERCENT,
        CASES
    }

    /// One threshold. Where several stand for one criterion, the sales of the last year choose.
    ///
    /// @param salesOver below or at this the line does not hold; null for none
    /// @param salesUpTo above this the line does not hold; null for none
    record Line(Criterion criterion, Long salesOver, Long salesUpTo, long threshold, Unit unit) {
        boolean holdsFor(long sales) {
            return (salesOver == null || sales > salesOver) && (salesUpTo == null || sales <= salesUpTo);
        }
    }

    /// Every version, the oldest first.
    static final List<HighTechRules> ALL = read();

    /// The version with this name.
    static Optional<HighTechRules> version(String version) {
        return ALL.stream().filter(rules -> rules.version().equals(version)).findFirst();
    }

    /// The version in force on a day; the oldest for a day before it.
    static HighTechRules inForce(LocalDate on) {
        return ALL.reversed().stream()
                .filter(rules -> !rules.inForceFrom().isAfter(on))
                .findFirst()
                .orElse(ALL.getFirst());
    }

    private static List<HighTechRules> read() {
        return Table.read(HighTechRules.class, "high-tech-rules.csv").stream()
                .collect(Collectors.groupingBy(row -> row.get(0)))
                .values()
                .stream()
                .map(rows -> new HighTechRules(
                        rows.getFirst().get(0),
                        LocalDate.parse(rows.getFirst().get(1)),
                        rows.getFirst().get(2),
                        rows.stream().map(HighTechRules::line).toList()))
                .sorted(Comparator.comparing(HighTechRules::inForceFrom))
                .toList();
    }

    private static Line line(List<String> row) {
        return new Line(
                Criterion.valueOf(row.get(3)),
                row.get(4).isEmpty() ? null : Long.valueOf(row.get(4)),
                row.get(5).isEmpty() ? null : Long.valueOf(row.get(5)),
                Long.parseLong(row.get(6)),
                Unit.valueOf(row.get(7)));
    }
}
