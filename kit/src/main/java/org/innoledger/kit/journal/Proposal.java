package org.innoledger.kit.journal;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// What is about to become of one record, for those who may refuse it.
///
/// @param present the record as it is on file, null for a new one
/// @param next as it would be written; its region is set
/// @param withdrawal whether it is withdrawn by this
public record Proposal<F extends Record>(Filed<F> present, Filed<F> next, boolean withdrawal) {

    /// Those records as they would be written that are to stay: what a rule looks at that lets every record
    /// go.
    public static <F extends Record> List<Filed<F>> staying(List<Proposal<F>> proposals) {
        return proposals.stream()
                .filter(each -> !each.withdrawal())
                .map(Proposal::next)
                .toList();
    }

    /// Those records as they would be written that are new, or in which `what` differs from what is on file:
    /// what a rule looks at that has let the others pass when they were filed, and asks them no more.
    public static <F extends Record> List<Filed<F>> changed(
            List<Proposal<F>> proposals, Function<Filed<F>, Object> what) {
        return proposals.stream()
                .filter(each -> !each.withdrawal())
                .filter(each ->
                        each.present() == null || !Objects.equals(what.apply(each.present()), what.apply(each.next())))
                .map(Proposal::next)
                .toList();
    }

    /// Those records, as they are on file, that are to be withdrawn.
    public static <F extends Record> List<Filed<F>> leaving(List<Proposal<F>> proposals) {
        return proposals.stream()
                .filter(Proposal::withdrawal)
                .map(Proposal::present)
                .toList();
    }
}
