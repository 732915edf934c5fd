package org.innoledger.platform.resourcebooking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.time.Clocks;
import org.innoledger.platform.resourcebooking.ResourceBooking.ResourceBookingFacts;

/// Tells which booking is in the way, and from when to when.
@ApplicationScoped
class ResourceBookingClashes implements Clashes<ResourceBookingFacts> {
    private static final String BOOKED = "resource_booking_once";
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Clocks.ZONE);

    private static final String IN_THE_WAY = """
            select id, starts_at, ends_at from resource_booking
            where resource = :resource and id <> :id and period && tstzrange(:from, :to)
            order by starts_at limit 1""";

    @Override
    public Class<ResourceBookingFacts> about() {
        return ResourceBookingFacts.class;
    }

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<ResourceBookingFacts> draft) {
        if (!constraint.equals(BOOKED)) {
            return Optional.empty();
        }
        var facts = draft.facts();
        return writing.query(session -> session.createNativeQuery(IN_THE_WAY, Tuple.class)
                .setParameter("resource", facts.resource().value())
                .setParameter("id", draft.id())
                .setParameter("from", facts.from())
                .setParameter("to", facts.to())
                .getResultStream()
                .findFirst()
                .map(ResourceBookingClashes::booked));
    }

    private static Problem booked(Tuple row) {
        var id = row.get("id", String.class);
        var from = row.get("starts_at", Instant.class);
        var to = row.get("ends_at", Instant.class);
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "该资源自 %s 至 %s（北京时间）已由预约 %s 占用。",
                        "From %s to %s (China time) the resource is taken by booking %s.",
                        LOCAL.format(from),
                        LOCAL.format(to),
                        id),
                Map.of("rule", BOOKED, "booking", id, "from", from.toString(), "to", to.toString()));
    }
}
