package org.innoledger.kit.journal;

import org.innoledger.kit.region.DivisionCode;

/// Facts that state the region of their record themselves, in a component of that name.
///
/// @param <F> the facts record
public interface Located<F extends Record> extends Placed {
    /// The same facts in another region.
    @SuppressWarnings("unchecked")
    default F relocated(DivisionCode to) {
        return (F) Kind.inRegion((Record) this, to);
    }
}
