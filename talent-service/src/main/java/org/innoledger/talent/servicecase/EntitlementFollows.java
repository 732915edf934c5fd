package org.innoledger.talent.servicecase;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.innoledger.kit.journal.Command;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Consequence;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Writing;
import org.innoledger.talent.servicecase.ServiceCase.ServiceCaseFacts;

/// The placement of a spouse is judged as it is filed, in the same transaction and however it is filed: by
/// what the talent has then. The reason stands in the history, since titles and degrees change.
@ApplicationScoped
class EntitlementFollows implements Consequence {
    @Override
    public void follow(Writing writing, List<Written<?>> written) {
        Map<String, String> talents = written.stream()
                .filter(each -> !each.withdrawal())
                .map(each -> unjudged(each.next()))
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Unjudged::id, Unjudged::talent, (earlier, later) -> later));
        if (talents.isEmpty()) {
            return;
        }
        var found = writing.query(session -> Eligibility.of(session, talents.values()));
        var commands = talents.entrySet().stream()
                .filter(each -> found.containsKey(each.getValue()))
                .map(each -> assess(each.getKey(), found.get(each.getValue())))
                .toList();
        writing.apply(ServiceCase.class, commands).forEach(Command.Result::orThrow);
    }

    /// A placement without entitlement.
    private record Unjudged(String id, String talent) {}

    private static Unjudged unjudged(Filed<?> filed) {
        return filed.facts() instanceof ServiceCaseFacts facts
                        && facts.kind() == ServiceCaseKind.SPOUSE_PLACEMENT
                        && facts.entitlement() == null
                ? new Unjudged(filed.id(), facts.talent().value())
                : null;
    }

    private static Command<ServiceCaseFacts> assess(String id, Eligibility found) {
        var reason = found.reason();
        return new Command<>(
                id,
                present -> new Change<>(
                        "assessed",
                        present.with(present.facts().assessed(found.entitlement())),
                        reason.zh() + " / " + reason.en(),
                        false));
    }
}
