package org.innoledger.ledger.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.innoledger.ledger.coverage.Figures;

/// Figures as they stand in a JSON column.
@ApplicationScoped
class FiguresText {
    private final ObjectMapper json;

    FiguresText(ObjectMapper json) {
        this.json = json;
    }

    /// Null stays null: a report that has not been submitted has none.
    Figures read(String text) {
        try {
            return text == null ? null : json.readValue(text, Figures.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
