package org.innoledger.kit.standard;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers as callers may write them, in JSON and in parameters. Their length and exponent are looked at
/// before anything is computed: `1e1000000000` is short to send and a gigabyte to write out.
public final class Decimals {
    /// Digits before the point, and places after it; more than any amount, area or rate of the registers has.
    public static final int DIGITS_MAX = 20;

    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,40}(?:\\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,2})?");

    private Decimals() {}

    /// The number, empty where the text is none or one out of all bounds.
    public static Optional<BigDecimal> of(String text) {
        if (text == null || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(text);
        return Optional.of(number)
                .filter(each -> each.signum() == 0 || each.precision() - each.scale() <= DIGITS_MAX)
                .filter(each -> Math.abs(each.scale()) <= DIGITS_MAX);
    }
}
