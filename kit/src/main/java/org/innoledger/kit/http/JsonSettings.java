package org.innoledger.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Decimals;

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

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        for (var type : List.of(LogicalType.Integer, LogicalType.Boolean)) {
            mapper.coercionConfigFor(type).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        }
        mapper.getFactory().configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);
        mapper.getFactory().setStreamReadConstraints(LIMITS);
        mapper.registerModule(new SimpleModule().addDeserializer(String.class, new Stripped()));
        mapper.registerModule(new SimpleModule("decimals").addDeserializer(BigDecimal.class, new Decimal()));
        mapper.registerModule(new SimpleModule("days").addDeserializer(LocalDate.class, new Day()));
    }

    /// What is said of a text with a character that nobody sees.
    static final String CONTROL = "control character";

    /// Text without white space around it; nothing but white space is nothing.
    private static final class Stripped extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = super.deserialize(parser, context);
            if (text != null && text.chars().anyMatch(Stripped::unseen)) {
                // Nobody sees them, JSON writes each with six bytes, and PostgreSQL cannot keep NUL at all.
                return (String) context.handleWeirdStringValue(String.class, text, CONTROL);
            }
            return text == null || text.isBlank() ? null : text.strip();
        }

        private static boolean unseen(int character) {
            return Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t';
        }
    }

    /// A number within bounds that are looked at before anything is computed with it.
    private static final class Decimal extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1L;

        Decimal() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
            }
            var text = parser.getText();
            var number = Decimals.of(text);
            return number.isPresent()
                    ? number.get()
                    : (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, text, "bounds");
        }
    }

    /// A day of the years 1 to 9999: Java knows more, and PostgreSQL others.
    private static final class Day extends LocalDateDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.getText();
            var day = super.deserialize(parser, context);
            return day == null || day.getYear() >= 1 && day.getYear() <= 9999
                    ? day
                    : (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "year");
        }
    }
}
