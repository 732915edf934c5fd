package org.innoledger.platform.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.innoledger.kit.journal.Proposal;
import org.innoledger.kit.journal.Rule;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.platform.tenancy.Premises.PremisesFacts;

/// Premises are never less than what tenants use. The database refuses that too; here it is told with both
/// figures.
@ApplicationScoped
class PremisesRoomRule implements Rule<PremisesFacts> {
    @Override
    public Map<String, Problem> refusals(Writing writing, List<Proposal<PremisesFacts>> proposals) {
        var drafts = Proposal.staying(proposals);
        if (drafts.isEmpty()) {
            return Map.of();
        }
        var platforms =
                drafts.stream().map(draft -> draft.facts().platform().value()).toList();
        var occupancies = Occupancy.held(writing, platforms);
        var refusals = new HashMap<String, Problem>();
        for (var draft : drafts) {
            var area = draft.facts().areaSquareMetres();
            var occupancy = occupancies.get(draft.facts().platform().value());
            if (occupancy != null && occupancy.takenSquareMetres().compareTo(area) > 0) {
                refusals.put(draft.id(), occupancy.tooSmall(area));
            }
        }
        return refusals;
    }
}
