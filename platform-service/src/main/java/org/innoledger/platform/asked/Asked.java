package org.innoledger.platform.asked;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// Parameters of statistics and of lists that are no register's.
public final class Asked {
    /// Rows on a page.
    public static final int LIMIT_MAX = 500;

    private Asked() {}

    /// The day that a parameter names.
    ///
    /// @throws Problem 400 when it is no day
    public static LocalDate day(String parameter, String given, LocalDate otherwise) {
        if (given == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(given.strip());
        } catch (DateTimeException e) {
            throw Problem.invalid(FaultCode.DATE_FORM.at(parameter, given));
        }
    }

    /// How many rows a page has.
    ///
    /// @throws Problem 400 when it is less than one
    public static int limit(int given) {
        if (given < 1) {
            throw Problem.invalid("limit", FaultCode.OUT_OF_RANGE, Text.of("limit 至少为 1", "`limit` is at least 1"));
        }
        return Math.min(given, LIMIT_MAX);
    }

    /// The cursor of what follows an id in the answer to this question.
    public static String cursor(String question, String id) {
        var text = question + "\n" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The id that a page of the same question ended at, empty for the first page.
    ///
    /// @throws Problem 400 for a cursor of another question
    public static String after(String cursor, String question) {
        if (cursor == null) {
            return "";
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(question + "\n")) {
                return text.substring(question.length() + 1);
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like a cursor of another question.
        }
        throw Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor"));
    }
}
