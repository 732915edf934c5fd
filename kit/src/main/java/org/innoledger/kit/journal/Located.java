package org.innoledger.kit.journal;

import org.innoledger.kit.region.DivisionCode;

/// Facts that state the region of their record themselves.
///
/// @param <F> the facts record
public interface Located<F extends Record> extends Placed {
    /// The same facts in another region.
    F relocated(DivisionCode to);
}
