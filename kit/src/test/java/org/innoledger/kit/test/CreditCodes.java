package org.innoledger.kit.test;

import org.innoledger.kit.standard.CreditCode;

/// Unified social credit codes for tests.
public final class CreditCodes {
    private CreditCodes() {}

    /// A valid code that no other test uses.
    public static String code() {
        var body = "91140602MA%06d".formatted(Numbers.next("credit-code"));
        body = body + CreditCode.organisationCheck(body.substring(8, 16));
        return body + CreditCode.check(body + "0");
    }
}
