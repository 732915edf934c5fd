package org.innoledger.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/// How JSON is read and written over HTTP: strictly, so that a misspelt field or a number in quotation marks is
/// heard
/// of.
@Singleton
public class JsonSettings implements ObjectMapperCustomizer {
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
        mapper.registerModule(new SimpleModule().addDeserializer(String.class, new Stripped()));
        mapper.registerModule(new SimpleModule("days").addDeserializer(LocalDate.class, new Day()));
    }

    /// Text without white space around it; nothing but white space is nothing.
    private static final class Stripped extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = super.deserialize(parser, context);
            if (text != null && text.indexOf('\0') >= 0) {
                // PostgreSQL cannot keep it, and no name has it.
                return (String) context.handleWeirdStringValue(String.class, text, "NUL");
            }
            return text == null || text.isBlank() ? null : text.strip();
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
