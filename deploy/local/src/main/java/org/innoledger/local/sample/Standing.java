package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.List;

/// What enterprises are recognised as, and the figures of their last full year.
final class Standing {
    private static final int YEAR = 2025;

    /// One in so many enterprises has figures, and recognitions besides.
    private static final int ONE_IN = 6;

    /// A kind of recognition: how frequent it is among those, from when until when, and who recognises.
    private record Kind(String kind, String level, int percent, String from, String to, String issuer) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("HIGH_TECH", "NATIONAL", 35, "2024-11-01", "2027-10-31", "示例·省科学技术厅"),
            new Kind("TECHNOLOGY_SME", "NATIONAL", 40, "2026-03-01", "2026-12-31", "示例·省科学技术厅"),
            new Kind("INNOVATIVE_SME", "PROVINCIAL", 20, "2024-06-01", "2027-05-31", "示例·省工业和信息化厅"),
            new Kind("SPECIALISED", "PROVINCIAL", 15, "2025-05-01", "2028-04-30", "示例·省工业和信息化厅"),
            new Kind("LITTLE_GIANT", "NATIONAL", 3, "2024-07-01", "2027-06-30", "示例·省工业和信息化厅"),
            new Kind("GAZELLE", "PROVINCIAL", 2, "2025-10-01", "2028-09-30", "示例·省科学技术厅"));

    final List<Facts.Line<Facts.AnnualFigures>> figures = new ArrayList<>();
    final List<Facts.Line<Facts.Qualification>> qualifications = new ArrayList<>();

    private final Chance chance = new Chance("standing");

    Standing(List<Course> courses) {
        for (var course : courses) {
            if (course.begun() && course.number() % ONE_IN == 0) {
                figures.add(new Facts.Line<>(Ids.of("annual-figures", course.code()), figures(course)));
                KINDS.stream().filter(kind -> chance.percent(kind.percent())).forEach(kind -> add(course, kind));
            }
        }
    }

    private void add(Course course, Kind kind) {
        qualifications.add(new Facts.Line<>(
                Ids.of("qualification", course.code() + kind.kind()),
                new Facts.Qualification(
                        course.code(),
                        kind.kind(),
                        kind.level(),
                        kind.from(),
                        kind.to(),
                        "SAMPLE-%s-%04d".formatted(kind.from().substring(0, 4), course.number()),
                        kind.issuer())));
    }

    private Facts.AnnualFigures figures(Course course) {
        long revenue = course.facts().revenueYuan();
        long expense = revenue * chance.between(5, 65) / 1_000;
        int staff = course.facts().staff();
        return new Facts.AnnualFigures(
                course.code(),
                YEAR,
                revenue,
                expense,
                expense * chance.between(90, 100) / 100,
                expense * chance.between(60, 90) / 100,
                revenue * chance.between(0, 90) / 100,
                staff,
                staff * chance.between(3, 25) / 100,
                chance.between(0, 12),
                chance.percent(1));
    }
}
