package org.innoledger.local.sample;

import org.innoledger.kit.standard.CreditCode;

/// Unified social credit codes that are valid and plainly made up: the organisation's part counts up from
/// 00000001.
final class Codes {
    private Codes() {}

    /// @param county where the code is registered, six digits
    /// @param number tells the enterprises of the sample apart
    static String code(String county, int number) {
        var organisation = "%08d".formatted(number);
        var code = "91" + county + organisation + CreditCode.organisationCheck(organisation);
        return code + CreditCode.check(code);
    }
}
