package org.innoledger.platform.resourcebooking;

import jakarta.enterprise.context.ApplicationScoped;
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
import org.innoledger.platform.resourcebooking.ResourceBooking.Taken;

/// Tells which booking is in the way, and from when to when.
@ApplicationScoped
class ResourceBookingClashes implements Clashes<ResourceBookingFacts> {
    private static final String BOOKED = "resource_booking_once";
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Clocks.ZONE);

    private final ResourceBooking.Repository bookings;

    ResourceBookingClashes(ResourceBooking.Repository bookings) {
        this.bookings = bookings;
    }

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<ResourceBookingFacts> draft) {
        if (!constraint.equals(BOOKED)) {
            return Optional.empty();
        }
        var facts = draft.facts();
        return bookings.taken(facts.resource(), facts.from(), facts.to(), draft.id())
                .map(ResourceBookingClashes::booked);
    }

    private static Problem booked(Taken there) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "该资源自 %s 至 %s（北京时间）已由预约 %s 占用。",
                        "From %s to %s (China time) the resource is taken by booking %s.",
                        LOCAL.format(there.from()),
                        LOCAL.format(there.to()),
                        there.id()),
                Map.of(
                        "rule",
                        BOOKED,
                        "booking",
                        there.id(),
                        "from",
                        there.from().toString(),
                        "to",
                        there.to().toString()));
    }
}
