package org.innoledger.platform.lineage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Journal;
import org.innoledger.platform.lineage.Lineage.LineageEdge;
import org.innoledger.platform.lineage.Lineage.LineageKind;
import org.innoledger.platform.lineage.Lineage.LineageNode;
import org.innoledger.platform.platform.PlatformLevel;
import org.innoledger.platform.platform.PlatformState;
import org.innoledger.platform.platform.PlatformType;
import org.innoledger.platform.platform.SeenPlatforms;

/// Walks the acts and mergers from one platform, back to all that it came from and on to all that came of it.
@ApplicationScoped
class Lineages {
    static final int NODES_MAX = 500;
    static final int EDGES_MAX = 2_000;

    /// The nearest come first. What the walk comes by is told whole: an act with all its platforms.
    private static final String WALK = """
            with recursive walk(platform, forward) as (
                select cast(:id as text) collate "C", direction.forward from (values (true), (false)) as direction(forward)
                union
                select next.platform, walk.forward from walk cross join lateral (
                    select each.platform collate "C" from known_restructuring r
                        cross join lateral jsonb_array_elements_text(r.successors) as each(platform)
                    where walk.forward and r.predecessors @> to_jsonb(walk.platform)
                        and r.withdrawn_at is null and r.status <> 'CANCELLED'
                    union all
                    select each.platform collate "C" from known_restructuring r
                        cross join lateral jsonb_array_elements_text(r.predecessors) as each(platform)
                    where not walk.forward and r.successors @> to_jsonb(walk.platform)
                        and r.withdrawn_at is null and r.status <> 'CANCELLED'
                    union all
                    select p.merged_into from known_platform p
                    where walk.forward and p.id = walk.platform and p.merged_into is not null
                    union all
                    select p.id from known_platform p where not walk.forward and p.merged_into = walk.platform
                ) as next(platform)),
            near as materialized (select platform, forward from walk limit :most),
            met as (
                select r.id as act, r.kind, r.document_number, r.decided_on, r.status = 'PLANNED' as planned,
                       r.predecessors, r.successors
                from known_restructuring r
                where r.withdrawn_at is null and r.status <> 'CANCELLED' and exists (
                    select from near
                    where near.forward and r.predecessors @> to_jsonb(near.platform)
                        or not near.forward and r.successors @> to_jsonb(near.platform))
                union all
                select null, 'MERGER', p.course -> -1 ->> 'documentNumber', cast(p.course -> -1 ->> 'on' as date), false,
                       jsonb_build_array(p.id), jsonb_build_array(p.merged_into)
                from known_platform p
                where p.merged_into is not null and exists (
                    select from near
                    where near.forward and p.id = near.platform or not near.forward and p.merged_into = near.platform))
            select act, kind, document_number, decided_on, planned,
                   array(select jsonb_array_elements_text(predecessors)) as predecessors,
                   array(select jsonb_array_elements_text(successors)) as successors,
                   (select count(*) from near) as walked
            from met order by decided_on, act""";

    private static final String NODES = """
            select id, name, type, level, status, approved_on, withdrawn_at is not null as withdrawn,
                   case when status in ('UPGRADED', 'MERGED', 'REVOKED')
                        then cast(course -> -1 ->> 'on' as date) end as revoked_on
            from known_platform where id = any(:ids)""";

    private final Journal journal;
    private final SeenPlatforms platforms;

    Lineages(Journal journal, SeenPlatforms platforms) {
        this.journal = journal;
        this.platforms = platforms;
    }

    /// An act or a merger that the walk has met.
    private record Met(
            String act,
            LineageKind kind,
            String documentNumber,
            LocalDate decidedOn,
            boolean planned,
            List<String> predecessors,
            List<String> successors) {
        static Met of(Tuple row) {
            return new Met(
                    row.get("act", String.class),
                    LineageKind.valueOf(row.get("kind", String.class)),
                    row.get("document_number", String.class),
                    row.get("decided_on", LocalDate.class),
                    row.get("planned", Boolean.class),
                    List.of(row.get("predecessors", String[].class)),
                    List.of(row.get("successors", String[].class)));
        }
    }

    /// The lineage as far as the caller may see it.
    ///
    /// @throws org.innoledger.kit.problem.Problem 404 where the caller does not see the platform
    Lineage of(String id) {
        var asked = platforms.mustSee(id);
        return journal.reading(session -> {
            var rows = session.createNativeQuery(WALK, Tuple.class)
                    .setParameter("id", asked)
                    .setParameter("most", 2 * NODES_MAX)
                    .getResultList();
            var met = rows.stream().map(Met::of).toList();
            var walked = rows.isEmpty() ? 0 : rows.getFirst().get("walked", Long.class);
            return told(session, asked, met, walked >= 2 * NODES_MAX);
        });
    }

    private static Lineage told(StatelessSession session, String asked, List<Met> met, boolean cut) {
        var ids = new LinkedHashSet<>(List.of(asked));
        met.forEach(each -> Stream.of(each.predecessors, each.successors)
                .flatMap(List::stream)
                .forEach(ids::add));
        var nodes = nodes(
                session,
                ids.stream().limit(NODES_MAX).collect(LinkedHashSet::new, SequencedSet::add, SequencedSet::addAll));
        var edges = edges(met, nodes);
        return new Lineage(
                asked,
                cut || ids.size() > NODES_MAX || edges.size() > EDGES_MAX,
                List.copyOf(nodes.values()),
                edges.stream().limit(EDGES_MAX).toList());
    }

    /// What is told of each platform, by its id.
    private static Map<String, LineageNode> nodes(StatelessSession session, SequencedSet<String> ids) {
        var seen = new HashMap<String, LineageNode>();
        session.createNativeQuery(NODES, Tuple.class)
                .setParameter("ids", ids.toArray(String[]::new), String[].class)
                .getResultList()
                .forEach(row -> seen.put(row.get("id", String.class), node(row)));
        var nodes = new LinkedHashMap<String, LineageNode>();
        int elsewhere = 0;
        for (var id : ids) {
            var node = seen.get(id);
            nodes.put(
                    id,
                    node != null
                            ? node
                            : new LineageNode(
                                    "elsewhere-" + ++elsewhere, true, null, null, null, null, null, null, null, null));
        }
        return nodes;
    }

    private static LineageNode node(Tuple row) {
        var id = row.get("id", String.class);
        return new LineageNode(
                id,
                false,
                id,
                row.get("name", String.class),
                PlatformType.valueOf(row.get("type", String.class)),
                PlatformLevel.valueOf(row.get("level", String.class)),
                PlatformState.valueOf(row.get("status", String.class)),
                row.get("approved_on", LocalDate.class),
                row.get("revoked_on", LocalDate.class),
                Boolean.TRUE.equals(row.get("withdrawn", Boolean.class)) ? true : null);
    }

    /// Each predecessor of an act with each successor, among the platforms that are told.
    private static List<LineageEdge> edges(List<Met> met, Map<String, LineageNode> nodes) {
        var edges = new ArrayList<LineageEdge>();
        for (var each : met) {
            var ends = new ArrayList<Optional<String>>();
            each.successors().stream().map(Optional::of).forEach(ends::add);
            if (ends.isEmpty()) {
                ends.add(Optional.empty());
            }
            var begins = new ArrayList<Optional<String>>();
            each.predecessors().stream().map(Optional::of).forEach(begins::add);
            if (begins.isEmpty()) {
                begins.add(Optional.empty());
            }
            for (var from : begins) {
                for (var to : ends) {
                    if (told(from, nodes) && told(to, nodes) && edges.size() <= EDGES_MAX) {
                        edges.add(new LineageEdge(
                                each.act(),
                                each.kind(),
                                each.documentNumber(),
                                each.decidedOn(),
                                each.planned(),
                                from.map(id -> nodes.get(id).key()).orElse(null),
                                to.map(id -> nodes.get(id).key()).orElse(null)));
                    }
                }
            }
        }
        return edges;
    }

    private static boolean told(Optional<String> platform, Map<String, LineageNode> nodes) {
        return platform.isEmpty() || nodes.containsKey(platform.get());
    }
}
