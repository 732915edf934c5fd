package org.innoledger.kit.standard;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;

/// Unified social credit code 统一社会信用代码 (GB 32100-2015): 18 characters of a 31-character alphabet, the last a
/// check.
///
/// @param value the code, trimmed, half width, upper case
@Schema(
        type = SchemaType.STRING,
        minLength = 18,
        maxLength = 18,
        examples = "91140602MA0T000111",
        description = "统一社会信用代码 Unified social credit code (GB 32100-2015), 18 characters with a check character. "
                + "Full width and lower case are taken and normalised.")
public record CreditCode(@JsonValue String value) implements Value.OfRecord {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;
    /// Weights of GB 11714 for the organisation code, which is characters 9 to 17 here.
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    public CreditCode {
        value = Value.normalised(value);
    }

    @JsonCreator
    public static CreditCode of(String raw) {
        return new CreditCode(raw);
    }

    @Override
    public Optional<Fault> fault() {
        if (value.length() != LENGTH) {
            return Optional.of(Fault.of(FaultCode.CREDIT_CODE_LENGTH, value.length()));
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(value.charAt(i)) < 0) {
                return Optional.of(Fault.of(FaultCode.CREDIT_CODE_CHARACTER, i + 1, value.charAt(i)));
            }
        }
        return value.charAt(LENGTH - 1) == check(value)
                ? Optional.empty()
                : Optional.of(Fault.of(FaultCode.CREDIT_CODE_CHECK_CHARACTER));
    }

    @Override
    public Fault unknown() {
        return Fault.of(FaultCode.ENTERPRISE_UNKNOWN, value);
    }

    @Override
    public boolean isPublic() {
        return true;
    }

    /// GB 11714 inside the code fails for some codes that were issued all the same: worth a remark, no
    /// refusal.
    @Override
    public Optional<String> remark() {
        return value.charAt(16) == organisationCheck(value.substring(8, 16))
                ? Optional.empty()
                : Optional.of("organisation-code-check");
    }

    /// The check character of the first 17 characters of `code`, all of which must be of the alphabet.
    public static char check(String code) {
        int sum = 0;
        for (int i = 0, weight = 1; i < LENGTH - 1; i++, weight = weight * 3 % 31) {
            sum += ALPHABET.indexOf(code.charAt(i)) * weight;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /// The check character of the eight characters of an organisation code (GB 11714).
    public static char organisationCheck(String body) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            sum += Character.digit(body.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the code as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<CreditCode> {
        public AsText() {
            super(CreditCode::new);
        }
    }
}
