package org.innoledger.kit.region;

import java.util.Collections;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// What a statistic is about. Row-level security decides what is counted; the bounds are there so that an
/// index serves, which row-level security alone could not use.
///
/// @param name the prefix of division codes asked for, else the caller's regions
/// @param from no record of the area has a lower code
/// @param to no record of the area has a higher code
public record Area(String name, String from, String to) {
    private static final String HIGHEST = "999999";
    private static final String REGION = "region";

    /// The part of the caller's regions that bears this prefix.
    ///
    /// @param prefix 2, 4 or 6 digits, or null for all of the caller's regions
    /// @throws Problem 400 when it is no such prefix, or no division bears it; 403 when it is neither within
    ///     the caller's regions nor above them
    public static Area of(String prefix, Caller caller) {
        var regions = caller.regions();
        var from = regions.isEmpty() ? "" : Collections.min(regions);
        var to = regions.isEmpty() ? "" : Collections.max(regions) + HIGHEST;
        if (prefix == null) {
            return new Area(caller.setting(), from, to);
        }
        var given = prefix.strip();
        if (!Caller.PREFIX.matcher(given).matches()) {
            throw Problem.invalid(FaultCode.REGION_PREFIX.at(REGION, prefix));
        }
        mustBeThere(given);
        var asked = caller.mustMeet(REGION, given);
        var last = asked + HIGHEST;
        return new Area(asked, from.compareTo(asked) > 0 ? from : asked, to.compareTo(last) < 0 ? to : last);
    }

    /// A prefix that no division bears would count nothing, and nobody would see that it is a slip.
    private static void mustBeThere(String prefix) {
        var code = (prefix + "0000").substring(0, 6);
        if (Division.find(code).isPresent()) {
            return;
        }
        var above = prefix.length() == 2 ? "" : (prefix.substring(0, prefix.length() - 2) + "0000").substring(0, 6);
        var there = Division.all().stream()
                .filter(each -> each.parent().equals(above) && each.status() == Division.Status.CURRENT)
                .sorted(Comparator.comparing(Division::code))
                .map(each -> each.code().substring(0, prefix.length()) + " " + each.name())
                .collect(Collectors.joining(", "));
        throw Problem.invalid(
                REGION,
                FaultCode.DIVISION_UNKNOWN,
                Text.of("没有行政区划 %s；可用：%s", "There is no division %s; there are: %s", prefix, there));
    }
}
