package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.List;

/// The provincial state-owned groups: their names are real, their credit codes are not, and the headcounts of
/// 2023 are a made-up split of the true total.
final class Groups {
    private static final int YEAR = 2023;

    /// A row of soe-groups.csv.
    record Row(
            String name,
            String county,
            String industry,
            int management,
            int technical,
            int technicalInManagement,
            int skilled) {
        /// Managers who are technical staff stand in both figures and are persons once.
        int total() {
            return management + technical - technicalInManagement + skilled;
        }
    }

    /// A group with the credit code that the sample gives it.
    record Group(String code, Row row) {}

    private Groups() {}

    static List<Group> read() {
        var groups = new ArrayList<Group>();
        for (var row : Csv.read("soe-groups.csv", Row.class)) {
            groups.add(new Group(Codes.code(row.county(), groups.size() + 1), row));
        }
        return groups;
    }

    static Facts.Line<Facts.Enterprise> enterprise(Group group) {
        var row = group.row();
        boolean industrial = "BCD".indexOf(row.industry().charAt(0)) >= 0;
        return new Facts.Line<>(
                group.code(),
                new Facts.Enterprise(
                        row.name() + "（示例代码）",
                        row.county(),
                        row.industry(),
                        "PROVINCIAL_SOE",
                        null,
                        "省国资委",
                        industrial ? "2011-01-01" : null,
                        null,
                        null,
                        row.total(),
                        row.name()));
    }

    static Facts.Line<Facts.Headcount> headcount(Group group) {
        var row = group.row();
        return new Facts.Line<>(
                null,
                new Facts.Headcount(
                        group.code(),
                        YEAR,
                        row.management(),
                        row.technical(),
                        row.technicalInManagement(),
                        row.skilled(),
                        row.name(),
                        "sample-" + YEAR + "-" + group.code()));
    }
}
