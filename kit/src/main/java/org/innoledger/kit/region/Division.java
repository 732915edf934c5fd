package org.innoledger.kit.region;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Table;

/// An administrative division 行政区划 (GB/T 2260).
///
/// @param code six digits; the first two are the province, the first four the city
/// @param english its name in English, empty where the table has none
/// @param successors codes that took over from a retired one, empty for the others
public record Division(
        String code, String name, String english, Level level, String parent, Status status, List<String> successors) {
    /// 省, 市, 县.
    public enum Level {
        PROVINCE,
        CITY,
        COUNTY
    }

    /// Current; retired with successors; or a zone that only statistics know, such as 山西转型综合改革示范区.
    public enum Status {
        CURRENT,
        STATISTICAL,
        RETIRED
    }

    private static final Map<String, Division> BY_CODE = Table.read("divisions.csv").stream()
            .map(row -> new Division(
                    row.get(0),
                    row.get(1),
                    row.get(6),
                    Level.valueOf(row.get(2)),
                    row.get(3),
                    Status.valueOf(row.get(4)),
                    row.get(5).isEmpty() ? List.of() : List.of(row.get(5).split(";"))))
            // Cities without counties, such as 东莞市, stand in the table twice: they are what a county is
            // elsewhere.
            .collect(Collectors.toUnmodifiableMap(Division::code, Function.identity(), (city, county) -> county));

    /// The division with this code, empty when there has never been one.
    public static Optional<Division> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /// What the division with this code is called; one that there has never been is called by its code.
    public static Text named(String code) {
        return find(code).map(Division::named).orElseGet(() -> new Text(code, code));
    }

    /// Its name; in English too, where the table has one.
    public Text named() {
        return new Text(name, english.isEmpty() ? name : english);
    }

    /// Every division, in no particular order.
    public static Collection<Division> all() {
        return BY_CODE.values();
    }
}
