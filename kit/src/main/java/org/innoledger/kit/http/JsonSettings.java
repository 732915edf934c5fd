package org.innoledger.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Decimals;
import org.innoledger.kit.standard.Texts;
import org.innoledger.kit.time.Days;

/// How JSON is read and written over HTTP: strictly, so that a misspelt field or a number in quotation marks
/// is heard of.
@Singleton
public class JsonSettings implements ObjectMapperCustomizer {
    /// Characters of one number, names inside one another, and tokens of one document: a short text must not
    /// become a large tree or a long computation.
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNumberLength(100)
            .maxNestingDepth(64)
            .maxTokenCount(200_000)
            .build();

    /// The limits as they are told.
    static final Text LIMITS_TOLD = Text.of(
            "JSON 超出限度：每个数值至多 %d 个字符，嵌套至多 %d 层，全文至多 %d 个词元",
            "The JSON is beyond its limits: %d characters a number, %d levels, %d tokens in all",
            LIMITS.getMaxNumberLength(),
            LIMITS.getMaxNestingDepth(),
            LIMITS.getMaxTokenCount());

    /// Last of all, since a module that is registered later reads days in forms of its own.
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        // A body is read into a tree first, and a number in it is what was sent, not what a double makes of
        // it.
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.coercionConfigFor(LogicalType.Integer).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        // The first constant is neither "0" nor 0.
        mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        mapper.getFactory().configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);
        mapper.getFactory().setStreamReadConstraints(LIMITS);
        mapper.registerModule(new SimpleModule("strict")
                .addDeserializer(String.class, new Seemly())
                .addDeserializer(BigDecimal.class, new Decimal())
                .addDeserializer(LocalDate.class, new Day())
                .addDeserializer(Instant.class, new Moment())
                .addDeserializer(Boolean.class, new Truth(Boolean.class))
                .addDeserializer(boolean.class, new Truth(boolean.class))
                .addDeserializer(Long.class, new Whole(Long.class))
                .addDeserializer(Integer.class, new Whole32(Integer.class))
                .addDeserializer(long.class, new Whole(long.class))
                .addDeserializer(int.class, new Whole32(int.class)));
    }

    /// What is said of a text with a character that nobody sees.
    static final String CONTROL = "control character";

    /// Text in Unicode's composed form without blanks around it, and never made of a number; nothing but
    /// blanks is nothing.
    private static final class Seemly extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        Seemly() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            var text = parser.getText();
            if (Texts.unseemly(text)) {
                return (String) context.handleWeirdStringValue(String.class, text, CONTROL);
            }
            var stored = Texts.asStored(text);
            return stored.isEmpty() ? null : stored;
        }
    }

    /// A number within bounds that are looked at before anything is computed with it.
    private static BigDecimal bounded(JsonParser parser, DeserializationContext context, Class<?> wanted)
            throws IOException {
        if (!parser.currentToken().isNumeric()) {
            context.handleUnexpectedToken(wanted, parser);
        }
        var text = parser.getText();
        var number = Decimals.of(text);
        if (number.isEmpty()) {
            context.handleWeirdStringValue(BigDecimal.class, text, "bounds");
        }
        return number.orElseThrow();
    }

    private static final class Decimal extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1L;

        Decimal() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return bounded(parser, context, BigDecimal.class);
        }
    }

    /// A whole number, which `120.0` is too, as JSON Schema counts.
    private static long whole(JsonParser parser, DeserializationContext context, Class<?> wanted, long least, long most)
            throws IOException {
        var number = bounded(parser, context, wanted);
        if (number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            context.handleWeirdNumberValue(wanted, number, "no whole number of this size");
        }
        return number.longValueExact();
    }

    private static final class Whole extends StdScalarDeserializer<Long> {
        private static final long serialVersionUID = 1L;

        Whole(Class<Long> type) {
            super(type);
        }

        @Override
        public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return whole(parser, context, handledType(), Long.MIN_VALUE, Long.MAX_VALUE);
        }

        @Override
        public Long getNullValue(DeserializationContext context) throws JsonMappingException {
            return handledType() == long.class
                    ? (Long) context.reportInputMismatch(this, "null for a primitive")
                    : null;
        }
    }

    private static final class Whole32 extends StdScalarDeserializer<Integer> {
        private static final long serialVersionUID = 1L;

        Whole32(Class<Integer> type) {
            super(type);
        }

        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return (int) whole(parser, context, handledType(), Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        @Override
        public Integer getNullValue(DeserializationContext context) throws JsonMappingException {
            return handledType() == int.class
                    ? (Integer) context.reportInputMismatch(this, "null for a primitive")
                    : null;
        }
    }

    /// `true` or `false`, and no number that somebody means by them.
    private static final class Truth extends StdScalarDeserializer<Boolean> {
        private static final long serialVersionUID = 1L;

        Truth(Class<Boolean> type) {
            super(type);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.currentToken().isBoolean()
                    ? (Boolean) parser.getBooleanValue()
                    : (Boolean) context.handleUnexpectedToken(handledType(), parser);
        }

        @Override
        public Boolean getNullValue(DeserializationContext context) throws JsonMappingException {
            return handledType() == boolean.class
                    ? (Boolean) context.reportInputMismatch(this, "null for a primitive")
                    : null;
        }
    }

    /// A moment as RFC 3339 writes it, with the offset of its clock, and never a number of seconds.
    private static final class Moment extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;
        private static final Pattern FORM = Pattern.compile("(?!0000)[0-9]{4}-.*");

        Moment() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            var text = Texts.stripped(parser.getText());
            try {
                if (text.isEmpty()) {
                    return null;
                }
                if (FORM.matcher(text).matches()) {
                    return OffsetDateTime.parse(text).toInstant();
                }
            } catch (DateTimeException noSuchMoment) {
                // Refused below like any other text that is no moment.
            }
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "no moment");
        }
    }

    /// A day as `YYYY-MM-DD` and in no other form, of the years 1 to 9999: Java knows more, and PostgreSQL
    /// others.
    private static final class Day extends StdScalarDeserializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        Day() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
            }
            var text = Texts.stripped(parser.getText());
            if (text.isEmpty()) {
                return null;
            }
            var day = Days.read(text);
            return day.isPresent()
                    ? day.get()
                    : (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "no day");
        }
    }
}
