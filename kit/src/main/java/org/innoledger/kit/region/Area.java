package org.innoledger.kit.region;

import java.util.Collections;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;

/// What a statistic is about. Row-level security decides what is counted; the bounds are there so that an
/// index serves, which row-level security alone could not use.
///
/// @param name the prefix of division codes asked for, else the caller's regions
/// @param from no record of the area has a lower code
/// @param to no record of the area has a higher code
public record Area(String name, String from, String to) {
    private static final String HIGHEST = "999999";

    /// The part of the caller's regions that bears this prefix.
    ///
    /// @param prefix 2, 4 or 6 digits, or null for all of the caller's regions
    /// @throws Problem 400 when it is no such prefix
    public static Area of(String prefix, Caller caller) {
        var regions = caller.regions();
        var from = regions.isEmpty() ? "" : Collections.min(regions);
        var to = regions.isEmpty() ? "" : Collections.max(regions) + HIGHEST;
        if (prefix == null) {
            return new Area(caller.setting(), from, to);
        }
        var asked = prefix.strip();
        if (!Caller.PREFIX.matcher(asked).matches()) {
            throw Problem.invalid(FaultCode.REGION_PREFIX.at("region", prefix));
        }
        var last = asked + HIGHEST;
        return new Area(asked, from.compareTo(asked) > 0 ? from : asked, to.compareTo(last) < 0 ? to : last);
    }
}
