package org.innoledger.talent.dimension;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Division;

/// What a caller wants a statistic itemised by: the parameter `by`.
///
/// @param names those asked for; empty for none
public record Dimensions(Set<String> names) {
    private static final String NONE = "none";

    /// Reads the parameter: names with commas between, or `none`.
    ///
    /// @param offered names that the statistic knows
    /// @throws Problem 400 with those that there are
    public static Dimensions of(String by, List<String> offered) {
        var names = new LinkedHashSet<String>();
        for (var each : by.split(",")) {
            var name = each.strip();
            if (!name.equals(NONE) && !offered.contains(name)) {
                throw Problem.invalid(
                        "by",
                        FaultCode.NOT_IN_CATALOGUE,
                        Text.of("%s 不在允许的取值中：%s, none", "%s is none of: %s, none", name, String.join(", ", offered)));
            }
            if (!name.equals(NONE)) {
                names.add(name);
            }
        }
        return new Dimensions(names);
    }

    /// Whether it was asked for.
    public boolean has(String name) {
        return names.contains(name);
    }

    /// Whether the statistic is to be itemised at all.
    public boolean itemised() {
        return !names.isEmpty();
    }

    /// The name of a city by its code, null where there is no such city.
    public static String cityName(String city) {
        return city == null ? null : Division.find(city).map(Division::name).orElse(null);
    }
}
