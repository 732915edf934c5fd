package org.innoledger.platform.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.platform.platform.Platform.PlatformFacts;

/// The place that an act has given to a platform, or to its successor, stays as it is until the act is closed:
/// two laboratories may share a subfield in that interim only since one of them ends for the other.
@ApplicationScoped
class Restructured implements Rule<PlatformFacts> {
    /// Names of subfields mean the same whatever their width, case and spaces.
    private record Renamed(String id, String before, String next) {}

    private static final RecordSet<Renamed> RENAMED = RecordSet.as("d", Renamed.class);

    private static final String OTHER = """
            select d.id from %s
            where subfield_key(d.before) is distinct from subfield_key(d.next)""".formatted(RENAMED);

    private final PlatformUse uses;

    Restructured(PlatformUse uses) {
        this.uses = uses;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<PlatformFacts>> proposals) {
        var moved = moved(writing, proposals);
        var refusals = new HashMap<String, Problem>();
        if (!moved.isEmpty()) {
            uses.openActs(writing, moved.keySet()).stream()
                    .filter(act -> !act.planned())
                    .filter(act -> !act.ends()
                            || act.id().equals(moved.get(act.platform()).replacedBy()))
                    .forEach(
                            act -> refusals.putIfAbsent(
                                    act.platform(),
                                    act.refusal(
                                            "平台列于已批准的优化重组 %s，办结前类型、级别、省份与细分领域不能改。",
                                            "The platform is named by restructuring %s, which is approved: type, level, province and subfield stay until that is closed.")));
        }
        return refusals;
    }

    /// Platforms that are not over and would change their place, as they are on file.
    private static Map<String, PlatformFacts> moved(Writing writing, List<Proposal<PlatformFacts>> proposals) {
        var moved = new HashMap<String, PlatformFacts>();
        var renamed = new ArrayList<Proposal<PlatformFacts>>();
        for (var each : proposals) {
            if (each.present() == null
                    || each.withdrawal()
                    || PlatformState.valueOf(each.present().status()).ended()) {
                continue;
            }
            var before = each.present().facts();
            var next = each.next().facts();
            if (before.type() != next.type()
                    || before.level() != next.level()
                    || !province(each.present()).equals(province(each.next()))) {
                moved.put(each.present().id(), before);
            } else if (!Objects.equals(before.subfield(), next.subfield())) {
                renamed.add(each);
            }
        }
        if (!renamed.isEmpty()) {
            var others = others(writing, renamed);
            renamed.stream()
                    .map(Proposal::present)
                    .filter(present -> others.contains(present.id()))
                    .forEach(present -> moved.put(present.id(), present.facts()));
        }
        return moved;
    }

    private static List<String> others(Writing writing, List<Proposal<PlatformFacts>> renamed) {
        var rows = renamed.stream()
                .map(each -> new Renamed(
                        each.present().id(),
                        each.present().facts().subfield(),
                        each.next().facts().subfield()))
                .toList();
        return writing.query(session -> RENAMED.query(session, OTHER, String.class, rows));
    }

    private static String province(Filed<PlatformFacts> platform) {
        return platform.region().substring(0, 2);
    }
}
