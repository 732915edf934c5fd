package org.innoledger.platform.resourcebooking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.time.Clocks;
import org.innoledger.platform.resourcebooking.ResourceBooking.ResourceBookingFacts;

/// A resource is booked while it is offered. Its row is held, so that bookings of one resource come one after
/// the other and the database can tell each of those that are refused what is in its way.
@ApplicationScoped
class BookingOfResource implements Rule<ResourceBookingFacts> {
    /// A booking that stays with resource and time is not asked again, such as one that moves with its
    /// resource.
    private static final String ASKED = """
            select d.id, r.since, r.until
            from unnest(cast(:ids as text[]), cast(:resources as text[]), cast(:starts as timestamptz[]),
                        cast(:ends as timestamptz[])) as d(id, resource, starts_at, ends_at)
            join known_shared_resource r on r.id = d.resource
            where not exists (
                select from resource_booking b
                where b.id = d.id and b.resource = d.resource and b.starts_at = d.starts_at and b.ends_at = d.ends_at)
            order by r.id
            for no key update of r""";

    @Override
    public Class<ResourceBookingFacts> about() {
        return ResourceBookingFacts.class;
    }

    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<ResourceBookingFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var facts = new HashMap<String, ResourceBookingFacts>();
        drafts.forEach(draft -> facts.put(draft.id(), draft.facts()));
        var asked = writing.query(session -> session.createNativeQuery(ASKED, Tuple.class)
                .setParameter("ids", column(drafts, Filed::id), String[].class)
                .setParameter(
                        "resources",
                        column(drafts, draft -> draft.facts().resource().value()),
                        String[].class)
                .setParameter(
                        "starts", column(drafts, draft -> draft.facts().from().toString()), String[].class)
                .setParameter("ends", column(drafts, draft -> draft.facts().to().toString()), String[].class)
                .getResultList());
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

    private static String[] column(
            List<Filed<ResourceBookingFacts>> drafts, Function<Filed<ResourceBookingFacts>, String> value) {
        return drafts.stream().map(value).toArray(String[]::new);
    }

    private static LocalDate day(Tuple row, String column, LocalDate otherwise) {
        var day = row.get(column, LocalDate.class);
        return day == null ? otherwise : day;
    }

    private static Problem notOffered(Tuple row) {
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "该资源的开放期为 %s 至 %s，预约不在其中。",
                        "The resource is offered from %s to %s, and the booking lies outside.",
                        open(row, "since"),
                        open(row, "until")),
                Map.of("rule", "resource_booking_offered"));
    }

    private static String open(Tuple row, String column) {
        var day = row.get(column, LocalDate.class);
        return day == null ? "…" : day.toString();
    }
}
