package org.innoledger.platform.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.platform.tenancy.Premises.PremisesFacts;

/// Tells how much tenants use where premises would be less.
@ApplicationScoped
class PremisesClashes implements Clashes<PremisesFacts> {
    @Override
    public Class<PremisesFacts> about() {
        return PremisesFacts.class;
    }

    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<PremisesFacts> draft) {
        var facts = draft.facts();
        return constraint.equals(Occupancy.WITHIN)
                ? Occupancy.of(writing, facts.platform().value())
                        .map(occupancy -> occupancy.tooSmall(facts.areaSquareMetres()))
                : Optional.empty();
    }
}
