package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.List;

/// Work groups: in each city one for each field of industry.
final class WorkGroups {
    private static final List<String> SURNAMES =
            List.of("张", "王", "李", "赵", "刘", "陈", "杨", "郭", "郝", "武", "薛", "任", "曹", "梁", "冯", "贾", "吴", "孙", "韩", "乔");

    /// A row of work-groups.csv.
    ///
    /// @param divisions of industry, separated by blanks
    /// @param science where its technical member comes from
    record Field(String field, String divisions, String science, String scienceKind) {}

    private static final List<Field> FIELDS = Csv.read("work-groups.csv", Field.class);

    private final Chance chance = new Chance("work groups");

    /// The id of the group that serves this enterprise.
    static String of(Facts.Enterprise enterprise) {
        var division = Roster.division(enterprise.industry());
        var field = FIELDS.stream()
                .filter(each -> List.of(each.divisions().split(" ")).contains(division))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("work-groups.csv: " + division));
        return id(enterprise.region().substring(0, 4), field);
    }

    private static String id(String city, Field field) {
        return Ids.of("work-group", city + field.field());
    }

    List<Facts.Line<Facts.WorkGroup>> make() {
        var made = new ArrayList<Facts.Line<Facts.WorkGroup>>();
        for (var city : Roster.cities()) {
            for (var field : FIELDS) {
                made.add(new Facts.Line<>(id(city.city(), field), group(city, field)));
            }
        }
        return made;
    }

    private Facts.WorkGroup group(Roster.City city, Field field) {
        return new Facts.WorkGroup(
                "示例·" + city.name() + field.field() + "工作组",
                city.city() + "00",
                field.field(),
                person(),
                "GOVERNMENT_HEAD",
                members(city, field),
                Campaign.FIRST.minusDays(chance.between(1, 5)).toString());
    }

    private List<Facts.Member> members(Roster.City city, Field field) {
        var members = new ArrayList<Facts.Member>();
        members.add(member(city.name() + "工业和信息化局", "GOVERNMENT", "组长", "DIVISION"));
        members.add(member(city.name() + "科学技术局", "GOVERNMENT", null, "SECTION"));
        members.add(new Facts.Member(person(), field.science(), field.scienceKind(), "技术专家", "OTHER", true));
        members.add(member("示例·" + field.field() + "产业联盟", "ALLIANCE", null, "OTHER"));
        members.add(member(city.name() + "税务局", "GOVERNMENT", null, "SECTION"));
        if (chance.percent(50)) {
            members.add(member(city.name() + "地方金融管理局", "GOVERNMENT", null, "SECTION"));
        }
        return members;
    }

    private Facts.Member member(String unit, String kind, String role, String rank) {
        return new Facts.Member(person(), unit, kind, role, rank, false);
    }

    private String person() {
        return chance.one(SURNAMES) + "某";
    }
}
