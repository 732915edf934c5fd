package org.innoledger.kit.journal;

import org.innoledger.kit.region.DivisionCode;

/// What states the region that it belongs to: facts, and the form in which facts are sent.
public interface Placed {
    DivisionCode region();
}
