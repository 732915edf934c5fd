package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.standard.Month;

/// Takes journal entries in the order of their positions and knows afterwards where each enterprise stands.
/// The projector folds entry after entry into tables; whoever computes again what once was published folds
/// from the beginning.
final class Fold {
    /// Of which registers the fold takes notice.
    static final Set<String> CONCERNED = Stream.concat(
                    Stream.of("enterprise", "monthly-report"), Trace.REGISTERS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Map<String, Trace>> traces = new HashMap<>();
    private final Map<String, String> enterpriseOf = new HashMap<>();
    private final Map<String, Map<String, Frozen>> frozen = new HashMap<>();
    /// Months frozen by prefix, made from `frozen` when it is next asked for; null once that has changed.
    private Map<String, Set<Month>> frozenMonths;

    private final List<Correction> corrections = new ArrayList<>();
    private final List<Frozen> newlyFrozen = new ArrayList<>();
    private final Map<String, Trace> changed = new LinkedHashMap<>();
    private final Set<String> changedMembers = new LinkedHashSet<>();

    /// Figures that a report has frozen.
    ///
    /// @param report id of the report
    /// @param prefix of the divisions whose figures it computed itself: a county, or those that a report above
    ///     went without
    record Frozen(String report, String prefix, Month month) {
        /// Whether figures of this division and month are held by it.
        boolean holds(String region, Month of) {
            return region.startsWith(prefix) && month.equals(of);
        }
    }

    /// Something that was filed for a month after the figures of that month had been frozen.
    ///
    /// @param before figures of the enterprise for the month, null where it was not on the roster
    /// @param after figures as they are now
    record Correction(
            long seq,
            Month month,
            String enterprise,
            String region,
            String formerRegion,
            JsonNode entry,
            Figures before,
            Figures after) {}

    void put(Member member) {
        members.put(member.id(), member);
    }

    void put(Trace trace) {
        var key = key(trace.register(), trace.id());
        enterpriseOf.put(key, trace.enterprise());
        traces.computeIfAbsent(trace.enterprise(), any -> new LinkedHashMap<>()).put(key, trace);
    }

    void put(Frozen part) {
        frozenMonths = null;
        frozen.computeIfAbsent(part.report(), any -> new HashMap<>()).put(part.prefix(), part);
    }

    /// What reports have frozen, by report and prefix.
    Map<String, Map<String, Frozen>> frozen() {
        return frozen;
    }

    Member member(String enterprise) {
        return members.get(enterprise);
    }

    Set<String> enterprises() {
        return members.keySet();
    }

    Standing standing(String enterprise) {
        return new Standing(traces.getOrDefault(enterprise, Map.of()).values());
    }

    /// What the entries taken have changed: records by register and id, null for one that was withdrawn.
    Map<String, Trace> changed() {
        return changed;
    }

    /// Enterprises that the entries taken were about.
    Set<String> changedMembers() {
        return changedMembers;
    }

    /// What has been frozen by the entries taken: corrections of the same division and month from before that
    /// stand in the new figures, and are corrections no longer.
    List<Frozen> newlyFrozen() {
        return newlyFrozen;
    }

    /// Corrections met so far.
    List<Correction> corrections() {
        return corrections;
    }

    /// Takes one entry.
    ///
    /// @return the enterprises whose figures may have changed by it
    Set<String> take(long seq, JsonNode entry) {
        var register = entry.get("register").asText();
        if (register.equals("monthly-report")) {
            reported(entry);
            return Set.of();
        }
        var key = key(register, entry.get("id").asText());
        var enterprises = touched(register, key, entry);
        var before = figures(enterprises);
        var regions = regions(enterprises);
        change(register, key, entry);
        tell(seq, entry, enterprises, regions, before);
        return enterprises;
    }

    /// A submission freezes what it computed from the ledger: a county's own figures, and those of the parts
    /// that a report above goes without. A return thaws them again.
    private void reported(JsonNode entry) {
        var report = entry.get("id").asText();
        var type = entry.get("type").asText();
        frozenMonths = null;
        if (type.equals("monthly-report.returned") || type.equals("monthly-report.withdrawn")) {
            frozen.remove(report);
        } else if (type.equals("monthly-report.submitted")) {
            frozen.remove(report);
            var month = new Month(entry.at("/facts/month").asText());
            var region = entry.get("region").asText();
            if (!region.endsWith("00")) {
                freeze(new Frozen(report, region, month));
            }
            for (var part : entry.at("/facts/parts")) {
                if (!part.get("reported").asBoolean()) {
                    var prefix = part.get("region").asText();
                    freeze(new Frozen(report, prefix.endsWith("00") ? prefix.substring(0, 4) : prefix, month));
                }
            }
        }
    }

    private void freeze(Frozen part) {
        put(part);
        newlyFrozen.add(part);
        corrections.removeIf(correction -> part.holds(correction.region(), correction.month()));
    }

    private Set<String> touched(String register, String key, JsonNode entry) {
        if (register.equals("enterprise")) {
            return Set.of(entry.get("id").asText());
        }
        var now = entry.at("/facts/enterprise").asText();
        var before = enterpriseOf.getOrDefault(key, now);
        return before.equals(now) ? Set.of(now) : Set.of(before, now);
    }

    private void change(String register, String key, JsonNode entry) {
        if (register.equals("enterprise")) {
            var member = Member.of(entry);
            changedMembers.add(entry.get("id").asText());
            if (member == null) {
                members.remove(entry.get("id").asText());
            } else {
                put(member);
            }
            return;
        }
        var former = enterpriseOf.remove(key);
        if (former != null) {
            traces.get(former).remove(key);
        }
        var trace = Trace.of(entry);
        changed.put(key, trace);
        if (trace != null) {
            put(trace);
        }
    }

    /// Figures of the enterprises for those months that are frozen where they stand, by enterprise and month.
    private Map<String, Map<Month, Figures>> figures(Set<String> enterprises) {
        var figures = new HashMap<String, Map<Month, Figures>>();
        for (var enterprise : frozen.isEmpty() ? Set.<String>of() : enterprises) {
            var member = members.get(enterprise);
            if (member != null) {
                var months = new HashMap<Month, Figures>();
                var standing = standing(enterprise);
                frozenMonths(member.region()).forEach(month -> months.put(month, member.figures(month, standing)));
                figures.put(enterprise, months);
            }
        }
        return figures;
    }

    private Set<Month> frozenMonths(String region) {
        if (frozenMonths == null) {
            frozenMonths = frozen.values().stream()
                    .flatMap(parts -> parts.values().stream())
                    .collect(Collectors.groupingBy(
                            Frozen::prefix, Collectors.mapping(Frozen::month, Collectors.toSet())));
        }
        // A part is a county, or a whole city that the province went without.
        var months = new HashSet<>(frozenMonths.getOrDefault(region, Set.of()));
        months.addAll(frozenMonths.getOrDefault(region.substring(0, 4), Set.of()));
        return months;
    }

    private Map<String, String> regions(Set<String> enterprises) {
        var regions = new HashMap<String, String>();
        enterprises.stream()
                .map(members::get)
                .filter(Objects::nonNull)
                .forEach(member -> regions.put(member.id(), member.region()));
        return regions;
    }

    private void tell(
            long seq,
            JsonNode entry,
            Set<String> enterprises,
            Map<String, String> regions,
            Map<String, Map<Month, Figures>> before) {
        if (frozen.isEmpty()) {
            return;
        }
        var after = figures(enterprises);
        for (var enterprise : enterprises) {
            var was = before.getOrDefault(enterprise, Map.of());
            var is = after.getOrDefault(enterprise, Map.of());
            var region =
                    members.containsKey(enterprise) ? members.get(enterprise).region() : regions.get(enterprise);
            var former = regions.get(enterprise);
            var moved = former != null && !former.equals(region);
            var months = new TreeSet<>(was.keySet());
            months.addAll(is.keySet());
            for (var month : months) {
                if (moved && is.get(month) != null || !Objects.equals(was.get(month), is.get(month))) {
                    corrections.add(new Correction(
                            seq,
                            month,
                            enterprise,
                            region,
                            moved ? former : null,
                            entry,
                            was.get(month),
                            is.get(month)));
                }
            }
        }
    }

    private static String key(String register, String id) {
        return register + "/" + id;
    }
}
