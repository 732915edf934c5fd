package org.innoledger.kit.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.innoledger.kit.http.Content;
import org.innoledger.kit.http.Faults;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Texts;

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
            id = kind.id(tree.path("id").asText(""));
            var body = verbs.facts(bodyType, tree.without("id"));
            validation.body(body);
            return Read.of(id, null, body);
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
            var given = tree.path("id").asText(null);
            id = given == null ? null : kind.id(given);
            var facts = facts(form, tree.get("facts"));
            var externalId = tree.get("facts").path("externalId").asText(null);
            externalId = externalId == null ? null : Texts.stripped(externalId);
            return Read.of(id, externalId, facts);
        } catch (Problem refusal) {
            return Read.refused(id, refusal);
        }
    }

    /// A misspelt `Id` would make a second record.
    private static void mustHaveNoOthers(JsonNode line) {
        line.fieldNames().forEachRemaining(name -> {
            if (!name.equals("id") && !name.equals("facts")) {
                throw Problem.invalid(FaultCode.UNKNOWN_FIELD.at("/" + name, name, "facts, id"));
            }
        });
    }

    private <B extends Record> B facts(Class<B> form, JsonNode tree) {
        try {
            return verbs.facts(form, tree);
        } catch (Problem refusal) {
            throw refusal.below(FACTS);
        }
    }
}
