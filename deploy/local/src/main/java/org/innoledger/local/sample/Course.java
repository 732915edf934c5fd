package org.innoledger.local.sample;

import java.time.LocalDate;

/// How one enterprise fares in the campaign; its records follow from this.
///
/// @param number tells the enterprises of the campaign apart
/// @param code credit code
/// @param group id of the work group, null where it was left without
/// @param assignedOn null where it was left without
/// @param begunOn when its first innovation activity that counts began, null where none did
record Course(
        int number,
        String code,
        Facts.Enterprise facts,
        Fate fate,
        String group,
        LocalDate assignedOn,
        LocalDate begunOn) {

    /// What becomes of it by the end of the year.
    enum Fate {
        /// It has an activity that counts.
        BEGUN,
        /// Its activities do not count: not verified, returned, or of other kinds.
        TRIES,
        /// It will have one that is filed late, after its month was closed.
        FILES_LATE,
        /// A work group serves it.
        SERVED,
        /// A work group has it and has done nothing yet.
        WAITS,
        /// No work group has it.
        FORGOTTEN
    }

    String city() {
        return code.substring(2, 6);
    }

    /// Division 大类 of its industry.
    String division() {
        return Roster.division(facts.industry());
    }

    boolean begun() {
        return fate == Fate.BEGUN;
    }
}
