package org.innoledger.kit.test;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.region.Division.Level;
import org.innoledger.kit.region.Division.Status;

/// A division that a test has for itself: whoever compares whole figures takes one here, and nobody else files
/// anything in it.
///
/// All of them lie outside Shanxi, where the records of all other tests are. Provinces, cities and counties
/// are taken from different parts of the country, so that none lies within another.
///
/// @param code six digits
public record Place(String code) {
    private static final String SHANXI = "14";

    /// A province whose first three cities have four counties or more.
    public static Place province() {
        return next(Level.PROVINCE, place -> place.code.compareTo("40") > 0 && place.hasThreeCities());
    }

    private boolean hasThreeCities() {
        var cities = below();
        return cities.size() >= 3
                && cities.stream().limit(3).allMatch(city -> city.below().size() >= 4);
    }

    /// A city with six counties or more.
    public static Place city() {
        return next(
                Level.CITY,
                place -> place.code.compareTo("30") > 0
                        && place.code.compareTo("40") < 0
                        && place.below().size() >= 6);
    }

    public static Place county() {
        return next(Level.COUNTY, place -> place.code.compareTo("30") < 0 && !place.code.startsWith(SHANXI));
    }

    private static Place next(Level level, Predicate<Place> fits) {
        var all = current(level).filter(fits).toList();
        var number = Numbers.next(level.name());
        if (number > all.size()) {
            throw new IllegalStateException("all " + all.size() + " divisions that are kept for tests on level " + level
                    + " are taken: widen what Place keeps");
        }
        return all.get(number - 1);
    }

    private static Stream<Place> current(Level level) {
        return Division.all().stream()
                .filter(each -> each.level() == level && each.status() == Status.CURRENT)
                .map(each -> new Place(each.code()))
                .sorted(Comparator.comparing(Place::code));
    }

    /// Its cities or counties, by their codes.
    public List<Place> below() {
        return Division.all().stream()
                .filter(each -> each.parent().equals(code) && each.status() == Status.CURRENT)
                .map(each -> new Place(each.code()))
                .sorted(Comparator.comparing(Place::code))
                .toList();
    }

    /// The city or county with this number, from 0 on.
    public Place part(int number) {
        return below().get(number);
    }

    /// What the codes of all its divisions begin with.
    public String prefix() {
        return code.replaceFirst("(00)+$", "");
    }

    /// Its Chinese name.
    public String name() {
        return Division.find(code).orElseThrow().name();
    }

    /// A token of the province, as if this place belonged to it as well.
    public String provincial(String... roles) {
        return Tokens.of("province", Set.of(roles), SHANXI, prefix());
    }

    /// A token of this place; callers with other roles are other clients.
    public String token(String... roles) {
        return Tokens.of(String.join("-", roles) + "-of-" + prefix(), Set.of(roles), prefix());
    }
}
