package org.innoledger.kit.standard;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// Industry 国民经济行业 (GB/T 4754-2017): section letter and two to four digits, such as `C30` or `C3031`.
///
/// @param value the code in upper case
@Schema(
        type = SchemaType.STRING,
        pattern = "^[A-Ta-t][0-9]{2,4}$",
        examples = "C3031",
        description =
                "国民经济行业代码 Industry (GB/T 4754-2017): section letter and 2 to 4 digits; the division must belong to the section.")
public record Industry(@JsonValue String value) implements Value {
    private static final Pattern FORM = Pattern.compile("[A-T][0-9]{2,4}");
    private static final Pattern PREFIX = Pattern.compile("[A-T][0-9]{0,4}");

    /// One of the 97 divisions 大类.
    private record Division(String section, Text named, boolean industrial) {}

    private static final Map<String, Division> DIVISIONS = Table.read("industries.csv").stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row.get(2),
                    row -> new Division(
                            row.get(0), new Text(row.get(3), row.get(6)), Boolean.parseBoolean(row.get(4)))));

    private static final Map<String, Text> SECTIONS = Table.read("industries.csv").stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row.get(0), row -> new Text(row.get(1), row.get(5)), (first, same) -> first));

    public Industry {
        value = Value.normalised(value);
    }

    @JsonCreator
    public static Industry of(String raw) {
        return new Industry(raw);
    }

    @Override
    public Optional<Fault> fault() {
        if (!FORM.matcher(value).matches()) {
            return Optional.of(Fault.of(FaultCode.INDUSTRY_FORM, value));
        }
        var found = DIVISIONS.get(division());
        if (found == null) {
            return Optional.of(Fault.of(FaultCode.INDUSTRY_UNKNOWN, division()));
        }
        if (!found.section().equals(value.substring(0, 1))) {
            return Optional.of(Fault.of(
                    FaultCode.INDUSTRY_SECTION,
                    division(),
                    found.named().zh(),
                    found.section(),
                    value.substring(0, 1)));
        }
        return Optional.empty();
    }

    /// The two digits of the division 大类.
    public String division() {
        return value.substring(1, 3);
    }

    /// What a section 门类 or a division 大类 is called; one that the standard does not have is called by its
    /// code.
    ///
    /// @param code section letter, such as `C`, or that and at least two digits, such as `C30`
    public static Text named(String code) {
        var otherwise = new Text(code, code);
        if (code.length() < 3) {
            return SECTIONS.getOrDefault(code, otherwise);
        }
        var found = DIVISIONS.get(code.substring(1, 3));
        return found == null ? otherwise : found.named();
    }

    /// The beginning of codes that a parameter asks for: `C`, `C30` or `C3073`.
    ///
    /// @throws Problem 400 when no code begins so, with the divisions that there are
    public static String prefix(String parameter, String given) {
        var prefix = Value.normalised(given);
        if (!PREFIX.matcher(prefix).matches()) {
            throw Problem.invalid(FaultCode.INDUSTRY_PREFIX.at(parameter, given));
        }
        var section = prefix.substring(0, 1);
        var there = DIVISIONS.entrySet().stream()
                .filter(each -> each.getValue().section().equals(section))
                .map(each -> section + each.getKey())
                .sorted()
                .toList();
        var division = prefix.substring(0, Math.min(prefix.length(), 3));
        if (there.stream().noneMatch(code -> code.startsWith(division))) {
            throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at(parameter, prefix, String.join(", ", there)));
        }
        return prefix;
    }

    /// Whether it is industry in the sense of the roster: sections B, C and D.
    public boolean industrial() {
        return DIVISIONS.get(division()).industrial();
    }

    @Override
    public String toString() {
        return value;
    }

    /// Stores the code as text.
    @Converter(autoApply = true)
    public static class AsText extends Value.AsText<Industry> {
        public AsText() {
            super(Industry::new);
        }
    }
}
