package org.innoledger.local.sample;

import java.util.ArrayList;
import java.util.List;

/// What the province and its cities are to reach in the year, by the plan's four indicators.
final class Targets {
    private static final int WEIGHT = 25;
    private static final String PROVINCE = "140000";

    /// An indicator with the targets of the province and of a city that lags behind none.
    private record Goal(String indicator, int ofProvince, int ofCity, Integer floor) {}

    private static final List<Goal> GOALS = List.of(
            new Goal("ALLIANCES", 14, 2, null),
            new Goal("RD_INSTITUTION_SHARE", 10, 12, 1),
            new Goal("RD_ACTIVITY_SHARE", 70, 75, 20),
            new Goal("RD_INTENSITY", 3, 3, 1));

    private Targets() {}

    static List<Facts.Line<Facts.Target>> make() {
        var made = new ArrayList<Facts.Line<Facts.Target>>();
        for (var goal : GOALS) {
            made.add(line(PROVINCE, goal, goal.ofProvince()));
            for (var city : Roster.cities()) {
                boolean behind = goal.ofCity() > 50 && city.lag() > 0;
                made.add(line(city.city() + "00", goal, behind ? goal.ofCity() - city.lag() / 20 : goal.ofCity()));
            }
        }
        return made;
    }

    private static Facts.Line<Facts.Target> line(String region, Goal goal, int target) {
        boolean supervised = region.equals(PROVINCE) && goal.indicator().equals("RD_ACTIVITY_SHARE");
        return new Facts.Line<>(
                Ids.of("target", region + goal.indicator()),
                new Facts.Target(
                        region,
                        Campaign.LAST.getYear(),
                        goal.indicator(),
                        target,
                        goal.floor(),
                        WEIGHT,
                        supervised,
                        supervised ? "2026-12-15" : null));
    }
}
