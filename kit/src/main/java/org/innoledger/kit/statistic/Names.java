package org.innoledger.kit.statistic;

import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.Text;

/// What the constants of an enumeration are called. Their Chinese names stand in the description of the
/// enumeration, `OPEN 已受理 | DONE 已办结`, where a reader of the API looks for them; there is no second list.
public final class Names {
    private Names() {}

    /// The name of a constant: the description's in Chinese, its own words in English.
    ///
    /// @throws IllegalStateException where the description does not name it
    public static Text of(Enum<?> constant) {
        var type = constant.getDeclaringClass();
        var described = type.getAnnotation(Schema.class);
        var name = Pattern.compile("(?<![A-Z_])" + constant.name() + " ([^|.;]+)")
                .matcher(described == null ? "" : described.description());
        if (!name.find()) {
            throw new IllegalStateException("the description of " + type.getName() + " does not name " + constant);
        }
        var words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return new Text(name.group(1).strip(), Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }
}
