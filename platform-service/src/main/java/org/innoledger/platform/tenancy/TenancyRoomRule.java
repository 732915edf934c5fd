package org.innoledger.platform.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.platform.tenancy.Tenancy.TenancyFacts;
import org.innoledger.platform.tenancy.Tenancy.TenancyState;

/// Tenants never use more than the premises have. The database refuses that too; here each record of a write
/// hears of it by itself, with both figures.
@ApplicationScoped
class TenancyRoomRule implements Rule<TenancyFacts> {
    private static final String PRESENT =
            "select t.id, t.platform, tenancy_taken(t) as taken from tenancy t where t.id = any (:ids)";

    /// What a tenancy takes, and where.
    private record Room(String platform, BigDecimal squareMetres) {
        static Room of(Filed<TenancyFacts> draft) {
            var area = draft.facts().areaSquareMetres();
            var taken = area != null && TenancyState.RESIDENT.name().equals(draft.status());
            return new Room(draft.facts().platform().value(), taken ? area : BigDecimal.ZERO);
        }

        boolean same(Room other) {
            return platform.equals(other.platform) && squareMetres.compareTo(other.squareMetres) == 0;
        }
    }

    /// A record that takes other room than before.
    private record Move(String id, Room from, Room to) {}

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<TenancyFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var moves = moves(writing, drafts);
        if (moves.isEmpty()) {
            return Map.of();
        }
        var platforms = moves.stream()
                .flatMap(move -> Stream.of(move.from().platform(), move.to().platform()))
                .toList();
        var left = new HashMap<>(Occupancy.held(writing, platforms));
        var refusals = new HashMap<String, Problem>();
        for (var move : moves) {
            var released = released(left, move);
            var occupancy = released.get(move.to().platform());
            if (occupancy == null || occupancy.holds(move.to().squareMetres())) {
                left.putAll(released);
                left.computeIfPresent(
                        move.to().platform(),
                        (platform, before) -> before.with(move.to().squareMetres()));
            } else {
                refusals.put(move.id(), occupancy.full(move.to().squareMetres()));
            }
        }
        return refusals;
    }

    /// The rooms once this record has given back what it took.
    private static Map<String, Occupancy> released(Map<String, Occupancy> left, Move move) {
        var released = new HashMap<>(left);
        released.computeIfPresent(
                move.from().platform(),
                (platform, before) -> before.with(move.from().squareMetres().negate()));
        return released;
    }

    /// Records that take room which they did not take before, or give some back.
    private static List<Move> moves(Writing writing, List<Filed<TenancyFacts>> drafts) {
        var present = present(writing, drafts);
        var moves = new ArrayList<Move>();
        for (var draft : drafts) {
            var to = Room.of(draft);
            var from = present.getOrDefault(draft.id(), new Room(to.platform(), BigDecimal.ZERO));
            if (!from.same(to)) {
                moves.add(new Move(draft.id(), from, to));
            }
        }
        return moves;
    }

    private static Map<String, Room> present(Writing writing, List<Filed<TenancyFacts>> drafts) {
        var ids = drafts.stream()
                .filter(draft -> draft.version() > 1)
                .map(Filed::id)
                .toArray(String[]::new);
        if (ids.length == 0) {
            return Map.of();
        }
        return writing.query(session -> session.createNativeQuery(PRESENT, Tuple.class)
                .setParameter("ids", ids, String[].class)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get("id", String.class),
                        row -> new Room(row.get("platform", String.class), row.get("taken", BigDecimal.class)))));
    }
}
