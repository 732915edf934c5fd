package org.innoledger.local.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What enterprises are helped by: policies, money, and buyers of new products.
final class Support {
    private static final int FINANCINGS = 60;
    private static final int PRODUCTS = 30;
    private static final long WAN = 10_000;

    /// A row of policies.csv; lists are separated by blanks.
    record Row(
            String title,
            String number,
            String issuer,
            String region,
            String level,
            String side,
            String validFrom,
            String validTo,
            String regions,
            String industries,
            String ownerships,
            String qualifications,
            String states,
            Long revenueYuanFrom,
            Long revenueYuanTo,
            Integer staffFrom,
            Integer staffTo,
            String activityKinds) {}

    private final Chance chance = new Chance("support");
    private final List<Course> courses;

    Support(List<Course> courses) {
        this.courses = courses.stream().filter(Course::begun).toList();
    }

    static List<Facts.Line<Facts.Policy>> policies() {
        return Csv.read("policies.csv", Row.class).stream()
                .map(row -> new Facts.Line<>(Ids.of("policy", row.title()), policy(row)))
                .toList();
    }

    private static Facts.Policy policy(Row row) {
        return new Facts.Policy(
                row.title(),
                row.number(),
                row.issuer(),
                row.region(),
                row.level(),
                row.side(),
                row.validFrom(),
                row.validTo().isEmpty() ? null : row.validTo(),
                new Facts.Eligibility(
                        list(row.regions()),
                        list(row.industries()),
                        list(row.ownerships()),
                        list(row.qualifications()),
                        list(row.states()),
                        row.revenueYuanFrom(),
                        row.revenueYuanTo(),
                        row.staffFrom(),
                        row.staffTo(),
                        list(row.activityKinds())));
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? null : List.of(text.split(" "));
    }

    /// The pledge loan of the source text, of an enterprise of Shuozhou that is made up, and others that are
    /// made up altogether.
    List<Facts.Line<Facts.Financing>> financings() {
        var made = new ArrayList<Facts.Line<Facts.Financing>>();
        var shuozhou = courses.stream()
                .filter(course -> course.city().equals("1406"))
                .findFirst()
                .orElseThrow();
        made.add(line(
                made,
                new Facts.Financing(
                        shuozhou.code(),
                        "PLEDGE_LOAN",
                        "示例·农村商业银行",
                        null,
                        300 * WAN,
                        "2021-06-15",
                        "2021-07-29",
                        null,
                        null)));
        while (made.size() < FINANCINGS) {
            made.add(line(made, financing()));
        }
        return made;
    }

    private static Facts.Line<Facts.Financing> line(List<Facts.Line<Facts.Financing>> made, Facts.Financing financing) {
        return new Facts.Line<>(Ids.of("financing", made.size()), financing);
    }

    private Facts.Financing financing() {
        var kind = chance.one(List.of("PLEDGE_LOAN", "LOAN", "EQUITY", "FUND", "LISTING"), List.of(30, 40, 10, 12, 8));
        boolean listing = kind.equals("LISTING");
        var appliedOn = chance.day(LocalDate.of(2025, 6, 1), Campaign.LAST.minusDays(10));
        var decidedOn = appliedOn.plusDays(chance.between(15, 90));
        int lot = decidedOn.isAfter(Campaign.LAST) ? 0 : chance.below(10);
        boolean granted = lot > 1;
        return new Facts.Financing(
                chance.one(courses).code(),
                kind,
                listing ? "示例·股权交易中心" : chance.one(List.of("示例·农村商业银行", "示例·科技支行", "示例·引导基金")),
                listing ? "INNOVATION_BOARD" : null,
                listing ? null : chance.between(10, 400) * 5 * WAN,
                appliedOn.toString(),
                granted && !listing ? decidedOn.toString() : null,
                granted && listing ? decidedOn.toString() : null,
                lot == 1 ? decidedOn.toString() : null);
    }

    List<Facts.Line<Facts.InnovativeProduct>> products() {
        var makers = courses.stream()
                .filter(course -> course.facts().industry().matches("C3[3-9].*"))
                .toList();
        var made = new ArrayList<Facts.Line<Facts.InnovativeProduct>>();
        for (int i = 1; i <= PRODUCTS; i++) {
            made.add(new Facts.Line<>(
                    Ids.of("innovative-product", i), product(makers.get(i * makers.size() / (PRODUCTS + 1)), i)));
        }
        return made;
    }

    private Facts.InnovativeProduct product(Course maker, int number) {
        var from = chance.one(List.of(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 1)));
        var orders = new ArrayList<Facts.Order>();
        int count = chance.below(4);
        for (int i = 0; i < count; i++) {
            orders.add(new Facts.Order(
                    chance.one(List.of("示例·煤业集团", "示例·电力公司", "示例·钢铁公司")),
                    chance.day(from, Campaign.LAST).toString(),
                    chance.between(20, 900) * WAN));
        }
        return new Facts.InnovativeProduct(
                maker.code(),
                "示例·" + chance.one(List.of("智能掘进机", "矿用巡检机器人", "高效节能电机", "精密轴承", "工业控制软件"))
                        + "（第%02d号）".formatted(number),
                chance.one(List.of("FIRST_SET", "FIRST_BATCH", "FIRST_VERSION", "CATALOGUE")),
                "示例目录%d-%03d".formatted(from.getYear(), number),
                from.toString(),
                from.plusYears(2).minusDays(1).toString(),
                orders.isEmpty() ? null : orders);
    }
}
