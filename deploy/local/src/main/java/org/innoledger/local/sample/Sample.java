package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The Shanxi sample: what is filed, by whom, in which order.
///
/// @param stages in the order in which they are loaded
public record Sample(List<Stage> stages) {
    private static final int ENTERPRISES = 4_000;

    /// Lines of one request: the services of a local run have little memory.
    private static final int LINES_MAX = 1_000;

    /// What may be sent at the same time, since no part of it needs another.
    public record Stage(List<Step> steps) {
        static Stage of(Step step) {
            return new Stage(List.of(step));
        }

        /// Stages of which no part needs another's.
        static Stage together(Stage... stages) {
            return new Stage(
                    Stream.of(stages).flatMap(stage -> stage.steps().stream()).toList());
        }

        /// Lines that each city sends for itself, where it has a system of its own.
        static Stage of(String path, String title, List<? extends Located> lines) {
            return new Stage(shared(path, title, lines));
        }

        /// Lines that one client sends.
        static Stage of(String client, String path, String title, List<? extends Located> lines) {
            return new Stage(parts(client, path, title, lines));
        }
    }

    /// One request.
    public sealed interface Step {
        /// The path behind `/v1/`.
        String path();

        /// Whose token it is made with.
        String client();
    }

    /// Many records at once: an import, or a verb for many records.
    ///
    /// @param title what it brings, for people; null where it only goes on with what was told before
    public record Bulk(String path, String client, String title, List<? extends Located> lines) implements Step {}

    /// One verb for one record.
    ///
    /// @param body null where there is none
    /// @param then a verb for the record that it answers with, null where there is none
    public record Post(String path, String client, Map<String, String> body, String then) implements Step {}

    /// Makes the sample; it is the same every time.
    public static Sample make() {
        var groups = Groups.read();
        var roster = new Roster(groups).make(ENTERPRISES - groups.size());
        var stages = new ArrayList<Stage>();
        stages.add(Stage.of(
                "province",
                "enterprises/imports",
                "省属企业集团 provincial groups",
                groups.stream().map(Groups::enterprise).toList()));
        stages.add(new Stage(Roster.cities().stream()
                .<Step>map(city -> new Bulk(
                        "enterprises/imports",
                        city.client(),
                        city.name() + " enterprises",
                        roster.stream()
                                .filter(line -> line.region().startsWith(city.city()))
                                .toList()))
                .toList()));
        stages.add(new Stage(standing(groups, roster)));
        stages.addAll(new Talents(roster).make());
        stages.addAll(new Alliances(groups).make());
        var courses = new Campaign().make(roster);
        stages.addAll(campaign(courses));
        stages.removeIf(stage -> stage.steps().isEmpty());
        return new Sample(stages);
    }

    /// What the campaign finds there.
    private static List<Step> standing(List<Groups.Group> groups, List<Facts.Line<Facts.Enterprise>> roster) {
        var steps = new ArrayList<Step>();
        new Platforms(groups, roster)
                .make()
                .forEach((client, lines) -> steps.add(new Bulk(
                        "platforms/imports",
                        client,
                        client.equals("province")
                                ? "省属企业创新平台 platforms of provincial groups"
                                : "朔州市创新平台与孵化载体 platforms and incubators",
                        lines)));
        steps.add(new Bulk(
                "headcounts/imports",
                "province",
                "省属企业人才队伍 2023 headcounts",
                groups.stream().map(Groups::headcount).toList()));
        steps.addAll(shared("work-groups/imports", "工作组 work groups", new WorkGroups().make()));
        steps.addAll(shared("policies/imports", "政策 policies", Support.policies()));
        steps.addAll(parts("province", "targets/imports", "目标 targets", Targets.make()));
        return steps;
    }

    /// The year of the campaign. The states of enterprises follow from their records, and figures of months
    /// from the days in them, so everything is there before the first report is submitted.
    private static List<Stage> campaign(List<Course> courses) {
        var stages = new ArrayList<Stage>();
        var activities = new Activities();
        var done = activities.make(courses);
        var services = new Services().records(courses);
        // First what makes enterprises ACTIVE: on its way there each would be written once more by every other
        // step.
        stages.addAll(activities(done));
        stages.add(Stage.of("assignments/imports", "对接分派 assignments", Services.assignments(courses)));
        stages.add(Stage.of("service-records/imports", "推进服务 service records", services));
        stages.add(help(courses));
        stages.addAll(problems(new Problems(services)));
        stages.addAll(closeOuts(new CloseOuts().make(done)));
        stages.addAll(new Reporting(courses, activities).make());
        return stages;
    }

    private static List<Stage> activities(List<Activities.Activity> done) {
        return List.of(
                Stage.of(
                        "activities/imports",
                        "创新活动 activities",
                        done.stream().map(Activities.Activity::line).toList()),
                Stage.of(
                        "activities/verifications",
                        "核实 verifications",
                        done.stream()
                                .filter(each -> each.verdict() == Activities.Verdict.VERIFIED)
                                .map(Activities.Activity::verification)
                                .toList()),
                new Stage(done.stream()
                        .filter(each -> each.verdict() == Activities.Verdict.RETURNED)
                        .<Step>map(each -> new Post(
                                "activities/" + each.id() + "/return",
                                client(each.facts().region()),
                                Map.of("reason", "证明材料不足，请补充立项文件"),
                                null))
                        .toList()));
    }

    /// What enterprises are helped by, and what is known of them. Mentors must have begun by now.
    private static Stage help(List<Course> courses) {
        var steps = new ArrayList<Step>();
        var standing = new Standing(courses);
        var support = new Support(courses);
        steps.addAll(shared("pairings/imports", "帮扶对接 pairings", new Pairings().make(courses)));
        steps.addAll(shared("qualifications/imports", "资质 qualifications", standing.qualifications));
        steps.addAll(shared("annual-figures/imports", "年度数据 annual figures", standing.figures));
        steps.addAll(shared("financings/imports", "产融对接 financings", support.financings()));
        steps.addAll(shared("innovative-products/imports", "创新产品 innovative products", support.products()));
        return new Stage(steps);
    }

    private static List<Stage> problems(Problems made) {
        return List.of(
                Stage.of("problems/imports", "问题 problems", made.problems),
                Stage.of("problems/dispatches", null, made.dispatches),
                Stage.of("problems/starts", null, made.starts),
                new Stage(made.escalations.stream()
                        .<Step>map(each ->
                                new Post("problems/" + each.id() + "/escalation", "province", each.body(), null))
                        .toList()),
                Stage.of("problems/resolutions", null, made.resolutions),
                Stage.of("problems/confirmations", null, made.confirmations));
    }

    private static List<Stage> closeOuts(List<CloseOuts.CloseOut> made) {
        return List.of(
                Stage.of(
                        "close-outs/imports",
                        "销号 close-outs",
                        made.stream()
                                .map(each -> new Facts.Line<>(each.id(), each.facts()))
                                .toList()),
                Stage.of(
                        "close-outs/confirmations",
                        null,
                        made.stream()
                                .filter(each -> each.confirmedOn() != null)
                                .map(each -> new Verb.CloseOutConfirmation(
                                        each.facts().region(),
                                        each.id(),
                                        each.confirmedOn().toString()))
                                .toList()),
                new Stage(made.stream()
                        .filter(each -> each.reopenedOn() != null)
                        .<Step>map(each -> new Post(
                                "enterprises/" + each.facts().enterprise() + "/reopening",
                                client(each.facts().region()),
                                Map.of(
                                        "reason",
                                        "创新活动已中止",
                                        "on",
                                        each.reopenedOn().toString()),
                                null))
                        .toList()));
    }

    private static List<Step> shared(String path, String title, List<? extends Located> lines) {
        var byClient = new LinkedHashMap<String, List<Located>>();
        lines.forEach(line -> byClient.computeIfAbsent(client(line.region()), client -> new ArrayList<>())
                .add(line));
        var steps = new ArrayList<Step>();
        byClient.forEach((client, its) -> steps.addAll(parts(client, path, title, its)));
        return steps;
    }

    private static List<Step> parts(String client, String path, String title, List<? extends Located> lines) {
        var steps = new ArrayList<Step>();
        for (int from = 0; from < lines.size(); from += LINES_MAX) {
            var part = lines.subList(from, Math.min(from + LINES_MAX, lines.size()));
            steps.add(new Bulk(path, client, title, List.copyOf(part)));
        }
        return steps;
    }

    /// Whose system keeps the records of a division: its city's, or the province's where the city has none.
    static String client(String region) {
        return Roster.cities().stream()
                .filter(city -> region.startsWith(city.city()))
                .map(Roster.City::client)
                .findFirst()
                .orElse("province");
    }
}
