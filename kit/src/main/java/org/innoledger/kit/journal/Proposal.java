package org.innoledger.kit.journal;

import java.util.List;

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

    /// Those records, as they are on file, that are to be withdrawn.
    public static <F extends Record> List<Filed<F>> leaving(List<Proposal<F>> proposals) {
        return proposals.stream()
                .filter(Proposal::withdrawal)
                .map(Proposal::present)
                .toList();
    }
}
