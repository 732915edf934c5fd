package org.innoledger.local.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Close-outs of enterprises that have been active for a while, and the few that were opened again.
final class CloseOuts {
    private static final int COUNT = 1_500;
    private static final int REOPENED = 10;

    /// Days between the verification and the proposal.
    private static final int PROPOSED_AFTER = 60;

    /// An enterprise closed out.
    ///
    /// @param confirmedOn null where the city has yet to decide
    /// @param reopenedOn null where it has not been opened again
    record CloseOut(String id, Facts.CloseOut facts, LocalDate confirmedOn, LocalDate reopenedOn) {}

    private final Chance chance = new Chance("close-outs");

    List<CloseOut> make(List<Activities.Activity> activities) {
        var carriers = activities.stream()
                .filter(Activities.Activity::carries)
                .filter(activity -> activity.decidedOn().isBefore(Campaign.LAST.minusDays(PROPOSED_AFTER / 2)))
                .collect(Collectors.toCollection(ArrayList::new));
        chance.shuffle(carriers);
        var made = new ArrayList<CloseOut>();
        int reopened = 0;
        for (var carrier : carriers.subList(0, COUNT)) {
            var closeOut = closeOut(carrier, reopened < REOPENED);
            reopened += closeOut.reopenedOn() == null ? 0 : 1;
            made.add(closeOut);
        }
        made.sort(Comparator.comparing(each -> each.facts().enterprise()));
        return made;
    }

    private CloseOut closeOut(Activities.Activity carrier, boolean mayReopen) {
        var proposedOn = Campaign.capped(carrier.decidedOn().plusDays(chance.between(10, PROPOSED_AFTER)));
        var confirmedOn = proposedOn.plusDays(chance.between(2, 14));
        var reopenedOn = confirmedOn.plusDays(chance.between(30, 90));
        var enterprise = carrier.facts().enterprise();
        return new CloseOut(
                Ids.of("close-out", enterprise),
                new Facts.CloseOut(enterprise, carrier.id(), proposedOn.toString()),
                confirmedOn.isAfter(Campaign.LAST) ? null : confirmedOn,
                mayReopen && !reopenedOn.isAfter(Campaign.LAST) ? reopenedOn : null);
    }
}
