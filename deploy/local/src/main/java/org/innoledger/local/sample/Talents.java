package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.innoledger.local.sample.Facts.Fields;
import org.innoledger.local.sample.Facts.Line;

/// Talents of Shuozhou and what the city does for them. Counts of agreements, bases, posts and flats, the
/// fund and its rules are those of the source text; the people are nobody: they have no citizen number.
final class Talents {
    private static final String CITY = "140600";
    private static final int TALENTS = 300;
    private static final int AGREEMENTS = 30;
    private static final int SCHOOLS_WITH_BASES = 17;
    private static final int BASES = 23;
    private static final int POSTS = 150;
    private static final int POSTS_EACH = 10;

    private static final List<String> SURNAMES = List.of("张", "王", "李", "赵", "刘", "陈", "杨", "孙", "马", "高");
    private static final List<String> FIELDS = List.of("煤炭清洁利用", "新能源", "储能", "陶瓷", "固废利用", "装备制造", "农牧", "信息技术");

    /// A range of the support rules, in yuan.
    private record Range(String projectKind, String grade, Integer minYuan, int maxYuan) {}

    private static final List<Range> RANGES = List.of(
            new Range("NEW_NATIONAL_PLATFORM", "NONE", null, 10_000_000),
            new Range("START_UP", "NATIONAL_LEADING", 1_000_000, 3_000_000),
            new Range("INNOVATION", "NATIONAL_LEADING", 500_000, 2_000_000),
            new Range("START_UP", "PROVINCIAL_LEADING", 500_000, 1_000_000),
            new Range("INNOVATION", "PROVINCIAL_LEADING", 100_000, 500_000));

    private final List<Line<Facts.Enterprise>> employers;
    private final Chance chance = new Chance("talents");

    Talents(List<Line<Facts.Enterprise>> roster) {
        this.employers =
                roster.stream().filter(line -> line.region().startsWith("1406")).toList();
    }

    /// What stands by itself, and after it what hangs on it.
    List<Sample.Stage> make() {
        var talents = IntStream.rangeClosed(1, TALENTS).mapToObj(this::talent).toList();
        return List.of(
                Sample.Stage.together(
                        Sample.Stage.of("talents/imports", "人才 talents", talents),
                        Sample.Stage.of("residences/imports", "人才公寓 residences", List.of(residence())),
                        Sample.Stage.of("agreements/imports", "合作协议 agreements", agreements()),
                        Sample.Stage.of("posts/imports", "岗位 posts", posts()),
                        Sample.Stage.of("funds/imports", "人才资金 funds", List.of(fund()))),
                Sample.Stage.together(
                        Sample.Stage.of("support-rules/imports", "资助标准 support rules", rules()),
                        Sample.Stage.of("engagements/imports", "柔性引才 engagements", engagements()),
                        Sample.Stage.of("service-cases/imports", "人才服务 service cases", cases())));
    }

    private Line<Fields> talent(int number) {
        var employer = chance.one(employers);
        var facts = fields(employer.region(), "sample-talent-%04d".formatted(number));
        facts.put("personal", Map.of("name", "%s某%03d".formatted(chance.one(SURNAMES), number)));
        facts.put(
                "teams",
                chance.one(
                        List.of(
                                List.of("TECHNICAL"),
                                List.of("MANAGEMENT"),
                                List.of("SKILLED"),
                                List.of("MANAGEMENT", "TECHNICAL")),
                        List.of(45, 15, 30, 10)));
        facts.put("field", chance.one(FIELDS));
        facts.put("degree", chance.one(List.of("NONE", "BACHELOR", "MASTER", "DOCTOR"), List.of(25, 45, 22, 8)));
        facts.put("employer", employer.id());
        if (chance.percent(6)) {
            facts.put("highEnd", true);
            facts.put("grade", chance.one(List.of("LEADING", "TOP", "YOUNG")));
            facts.put("titles", List.of(Map.of("name", "正高级工程师", "rank", "FULL_SENIOR")));
        }
        return new Line<>(id(number), new Fields(facts));
    }

    private static Line<Fields> residence() {
        var facts = fields(CITY, "sample-residence");
        facts.put("name", "朔州市人才公寓");
        facts.put("units", 752);
        facts.put("keeper", "示例·人才服务中心");
        return new Line<>(Ids.of("residence", 1), new Fields(facts));
    }

    /// 29 schools with 30 agreements, 17 of them with 23 bases.
    private static List<Line<Fields>> agreements() {
        var made = new ArrayList<Line<Fields>>();
        for (int number = 1; number <= AGREEMENTS; number++) {
            var facts = fields(CITY, "sample-agreement-%02d".formatted(number));
            facts.put("school", "示例·第%02d大学".formatted(Math.min(number, AGREEMENTS - 1)));
            facts.put("schoolKind", "UNIVERSITY");
            facts.put("localSide", "朔州市人民政府");
            facts.put("kind", "FRAMEWORK");
            facts.put("signedOn", "2021-05-10");
            facts.put("since", "2021-05-10");
            int bases = number > SCHOOLS_WITH_BASES ? 0 : number <= BASES - SCHOOLS_WITH_BASES ? 2 : 1;
            if (bases > 0) {
                facts.put("bases", bases(number, bases));
            }
            made.add(new Line<>(Ids.of("agreement", number), new Fields(facts)));
        }
        return made;
    }

    private static List<Map<String, String>> bases(int school, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> Map.of("name", "第%02d大学实习实训基地%d".formatted(school, number), "kind", "INTERNSHIP"))
                .toList();
    }

    private List<Line<Fields>> posts() {
        var made = new ArrayList<Line<Fields>>();
        for (int number = 1; number <= POSTS / POSTS_EACH; number++) {
            var employer = chance.one(employers);
            var facts = fields(employer.region(), "sample-post-%02d".formatted(number));
            facts.put("employer", employer.id());
            facts.put("kind", number % 3 == 0 ? "VACANCY" : "INTERNSHIP");
            facts.put("title", chance.one(FIELDS) + "见习岗位");
            facts.put("offered", POSTS_EACH);
            facts.put("since", "2021-07-01");
            made.add(new Line<>(Ids.of("post", number), new Fields(facts)));
        }
        return made;
    }

    private static Line<Fields> fund() {
        var facts = fields(CITY, "sample-fund");
        facts.put("name", "朔州市人才专项资金");
        facts.put("keeper", "示例·市委人才办");
        facts.put(
                "budgets",
                IntStream.rangeClosed(2021, 2026)
                        .mapToObj(year -> Map.of("year", year, "budgetYuan", 30_000_000))
                        .toList());
        return new Line<>(Ids.of("fund", 1), new Fields(facts));
    }

    private static List<Line<Fields>> rules() {
        return RANGES.stream()
                .map(range -> {
                    var name = range.projectKind() + "-" + range.grade();
                    var facts = fields(CITY, "sample-rule-" + name);
                    facts.put("fund", Ids.of("fund", 1));
                    facts.put("projectKind", range.projectKind());
                    facts.put("grade", range.grade());
                    facts.put("maxYuan", range.maxYuan());
                    facts.put("since", "2021-01-01");
                    if (range.minYuan() != null) {
                        facts.put("minYuan", range.minYuan());
                    }
                    return new Line<>(Ids.of("support-rule", name), new Fields(facts));
                })
                .toList();
    }

    /// Enterprises of the city that hold on to an expert at weekends or for a season.
    private List<Line<Fields>> engagements() {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(number -> {
                    var host = chance.one(employers);
                    var facts = fields(host.region(), "sample-engagement-%02d".formatted(number));
                    facts.remove("region");
                    facts.put("talent", id(number));
                    facts.put("host", host.id());
                    facts.put("kind", chance.one(List.of("PART_TIME", "SEASONAL", "WEEKEND", "ACADEMICIAN_STATION")));
                    facts.put("duties", "现场指导" + chance.one(FIELDS));
                    facts.put("since", "2026-01-01");
                    facts.put("until", "2026-12-31");
                    return new Line<>(Ids.of("engagement", number), new Fields(facts, host.region()));
                })
                .toList();
    }

    private List<Line<Fields>> cases() {
        return IntStream.rangeClosed(1, 40)
                .mapToObj(number -> {
                    var facts = fields(CITY, "sample-case-%02d".formatted(number));
                    facts.remove("region");
                    facts.put("talent", id(number));
                    facts.put(
                            "kind",
                            chance.one(List.of("FLAT", "MEDICAL", "SCHOOLING", "SPOUSE_PLACEMENT", "STUDY_LEAVE")));
                    facts.put("request", "申请办理");
                    facts.put("openedOn", "2026-10-%02d".formatted(chance.between(1, 28)));
                    return new Line<>(Ids.of("service-case", number), new Fields(facts, CITY));
                })
                .toList();
    }

    private static String id(int talent) {
        return Ids.of("talent", talent);
    }

    private static Map<String, Object> fields(String region, String externalId) {
        return new TreeMap<>(Map.of("region", region, "externalId", externalId));
    }
}
