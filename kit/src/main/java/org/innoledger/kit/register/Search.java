package org.innoledger.kit.register;

import java.util.List;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;

/// The words that a caller looks for, as the table `search` compares them: the database brings both into one
/// form.
///
/// @param words at least two characters each
record Search(String[] words) {
    /// Words of one question.
    private static final int WORDS_MAX = 10;

    /// Records that are looked up by the index of words. Where there are more, the list goes along its own
    /// order and asks of each record whether it has the words, since it soon meets enough of them.
    private static final int FOUND_MAX = 2_000;

    /// Takes a condition and its values.
    @FunctionalInterface
    interface Conditions {
        void add(String condition, Object... values);
    }

    /// @throws Problem 400 when there is no word, a word of one character, or too many words
    static Search of(StatelessSession session, String given) {
        var words = session.createNativeQuery("select search_words(?)", String[].class)
                .setParameter(1, given)
                .getSingleResult();
        if (words.length > WORDS_MAX) {
            throw Problem.invalid(FaultCode.TOO_MANY_VALUES.at("q", WORDS_MAX));
        }
        if (words.length == 0) {
            throw Problem.invalid(FaultCode.SEARCH_WORD.at("q", given));
        }
        for (var word : words) {
            if (word.codePointCount(0, word.length()) < 2) {
                throw Problem.invalid(FaultCode.SEARCH_WORD.at("q", word));
            }
        }
        return new Search(words);
    }

    /// Narrows a list of records of these regions.
    void within(StatelessSession session, Kind<?> kind, List<String> regions, Conditions conditions) {
        var found = session.createNativeQuery("select search_found(?, ?, ?, ?)", String.class)
                .setParameter(1, kind.register())
                .setParameter(2, regions.toArray(String[]::new), String[].class)
                .setParameter(3, words, String[].class)
                .setParameter(4, FOUND_MAX + 1)
                .getResultList();
        if (found.size() > FOUND_MAX) {
            conditions.add("search_holds(?, id, ?)", kind.register(), words);
        } else {
            conditions.add("id = any (?)", (Object) found.toArray(String[]::new));
        }
    }
}
