package org.innoledger.platform.resourcebooking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.RecordSet;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.time.Clocks;
import org.innoledger.platform.resourcebooking.ResourceBooking.ResourceBookingFacts;

/// A resource is booked while it is offered. Its row is held, so that bookings of one resource come one after
/// the other and the database can tell each of those that are refused what is in its way.
@ApplicationScoped
class BookingOfResource implements Rule<ResourceBookingFacts> {
    private static final RecordSet<Filed<ResourceBookingFacts>> DRAFTS =
            RecordSet.drafts("d", ResourceBookingFacts.class, "resource");

    /// A booking that stays with resource and time is not asked again, such as one that moves with its
    /// resource.
    private static final String ASKED = """
            select d.id, r.since, r.until
            from %s
            join known_shared_resource r on r.id = d.resource
            order by r.id
            for no key update of r""".formatted(DRAFTS);

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ResourceBookingFacts>> proposals) {
        var drafts = Proposal.changed(
                proposals,
                draft -> List.of(
                        draft.facts().resource(),
                        draft.facts().from(),
                        draft.facts().to()));
        var facts = new HashMap<String, ResourceBookingFacts>();
        drafts.forEach(draft -> facts.put(draft.id(), draft.facts()));
        var asked = writing.query(session -> DRAFTS.query(session, ASKED, Tuple.class, drafts));
        var refusals = new HashMap<String, Problem>();
        for (var row : asked) {
            var id = row.get("id", String.class);
            var booking = facts.get(id);
            var since = day(row, "since", LocalDate.MIN);
            var until = day(row, "until", LocalDate.MAX);
            var first = booking.from().atZone(Clocks.ZONE).toLocalDate();
            var last = booking.to().minusNanos(1).atZone(Clocks.ZONE).toLocalDate();
            if (first.isBefore(since) || last.isAfter(until)) {
                refusals.put(id, notOffered(row));
            }
        }
        return refusals;
    }

    private static LocalDate day(Tuple row, String column, LocalDate otherwise) {
        var day = row.get(column, LocalDate.class);
        return day == null ? otherwise : day;
    }

    private static Problem notOffered(Tuple row) {
        return Problem.refused(
                "resource_booking_offered",
                Text.of(
                        "该资源的开放期为 %s 至 %s，预约不在其中。",
                        "The resource is offered from %s to %s, and the booking lies outside.",
                        open(row, "since"),
                        open(row, "until")));
    }

    private static String open(Tuple row, String column) {
        var day = row.get(column, LocalDate.class);
        return day == null ? "…" : day.toString();
    }
}
