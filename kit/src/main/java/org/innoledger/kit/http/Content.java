package org.innoledger.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Problem.Fault;

/// Makes records of JSON, and tells all that does not fit at once: what cannot be read, and what is wrong with
/// the rest.
@ApplicationScoped
public class Content {
    /// Places that cannot be read that are looked for in one content.
    private static final int UNREADABLE_MAX = 20;

    private final ObjectMapper json;
    private final Validation validation;

    Content(ObjectMapper json, Validation validation) {
        this.json = json;
        this.validation = validation;
    }

    /// What a text says as JSON.
    ///
    /// @throws Problem 400 for a number of which not even the exponent can be counted
    public JsonNode tree(String text) throws JsonProcessingException {
        try {
            return json.readTree(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw Problem.invalid("", FaultCode.JSON_LIMITS, JsonSettings.LIMITS_TOLD);
        }
    }

    /// The record that a tree holds.
    ///
    /// @throws Problem 400 with a pointer from the root of the tree to whatever does not fit
    public <B extends Record> B of(Class<B> form, JsonNode tree) {
        try {
            return json.treeToValue(tree, form);
        } catch (JsonProcessingException e) {
            throw unreadable(form, tree, e);
        }
    }

    /// Leaves out each place that cannot be read, until the rest can be looked at as any content.
    private Problem unreadable(Class<? extends Record> form, JsonNode tree, JsonProcessingException first) {
        var faults = new ArrayList<Fault>();
        var rest = tree.deepCopy();
        JsonProcessingException error = first;
        while (error != null) {
            var problem = Faults.of("", error);
            faults.addAll(problem.faults);
            if (problem.faults.isEmpty() || faults.size() == UNREADABLE_MAX || !left(rest, error)) {
                return faults.isEmpty() ? problem : Problem.invalid(faults);
            }
            try {
                also(faults, json.treeToValue(rest, form));
                error = null;
            } catch (JsonProcessingException next) {
                error = next;
            }
        }
        return Problem.invalid(faults);
    }

    /// What is wrong with what could be read. That something is missing which was sent is not told again.
    private void also(List<Fault> faults, Record rest) {
        var sent = faults.stream().map(Fault::pointer).toList();
        validation.faults(rest).stream()
                .filter(fault -> sent.stream()
                        .noneMatch(place ->
                                fault.pointer().equals(place) || fault.pointer().startsWith(place + "/")))
                .forEach(faults::add);
    }

    /// Takes the member out of which an error tells, false where it is none of an object.
    private static boolean left(JsonNode tree, JsonProcessingException error) {
        if (!(error instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return false;
        }
        var holder = tree;
        for (var step : mapping.getPath().subList(0, mapping.getPath().size() - 1)) {
            holder = step.getFieldName() == null ? holder.path(step.getIndex()) : holder.path(step.getFieldName());
        }
        var member = mapping.getPath().getLast().getFieldName();
        return member != null && holder instanceof ObjectNode object && object.remove(member) != null;
    }
}
