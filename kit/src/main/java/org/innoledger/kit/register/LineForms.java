package org.innoledger.kit.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.innoledger.kit.http.Content;
import org.innoledger.kit.http.Faults;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// The two forms that a line of an import can have. What is wrong with a line is told of that line alone.
@ApplicationScoped
class LineForms {
    /// Where the facts stand in a line.
    static final String FACTS = "/facts";

    private final Verbs verbs;
    private final Validation validation;
    private final Content content;

    LineForms(Verbs verbs, Validation validation, Content content) {
        this.verbs = verbs;
        this.validation = validation;
        this.content = content;
    }

    /// A line `{"id": …, …}` whose other members are the body of a verb.
    <B extends Record> Read<B> verb(Kind<?> kind, int number, String line, Class<B> bodyType) {
        String id = null;
        try {
            var tree = (ObjectNode) content.tree(line);
            var given = id(tree);
            id = kind.id(given == null ? "" : given);
            var body = verbs.facts(bodyType, tree.without("id"));
            validation.body(body);
            return Read.of(id, body);
        } catch (JsonProcessingException e) {
            return Read.refused(id, Faults.of("", e, number - 1));
        } catch (ClassCastException notAnObject) {
            return Read.refused(
                    null,
                    Problem.invalid(
                            "",
                            FaultCode.LINE_FORM,
                            Text.of("每行应为一个 JSON 对象 {\"id\": …}", "Each line must be a JSON object {\"id\": …}")));
        } catch (Problem refusal) {
            return Read.refused(id, refusal);
        }
    }

    /// A line `{"id": …, "facts": {…}}`.
    <B extends Record> Read<B> facts(Kind<?> kind, Class<B> form, int number, String line) {
        String id = null;
        try {
            JsonNode tree;
            try {
                tree = content.tree(line);
            } catch (JsonProcessingException e) {
                throw Faults.of("", e, number - 1);
            }
            if (!tree.path("facts").isObject()) {
                throw Problem.invalid(
                        "/facts",
                        FaultCode.LINE_FORM,
                        Text.of("每行应为 {\"id\": …, \"facts\": {…}}", "Each line must be {\"id\": …, \"facts\": {…}}"));
            }
            mustHaveNoOthers(tree);
            var given = id(tree);
            id = given == null ? null : kind.id(given);
            return Read.of(id, verbs.facts(form, tree.get("facts"), FACTS));
        } catch (Problem refusal) {
            return Read.refused(id, refusal);
        }
    }

    /// The id that a line states, null where it states none. A number is none: what a spreadsheet makes of a
    /// code that looks like one has lost its last digits.
    private static String id(JsonNode line) {
        var id = line.path("id");
        if (id.isMissingNode() || id.isNull()) {
            return null;
        }
        if (!id.isTextual()) {
            throw Faults.wrongType("/id", String.class);
        }
        return id.textValue();
    }

    /// A misspelt `Id` would make a second record.
    private static void mustHaveNoOthers(JsonNode line) {
        var faults = line.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("id") && !name.equals("facts"))
                .map(name -> FaultCode.UNKNOWN_FIELD.at(Faults.step(name), name, "facts, id"))
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
