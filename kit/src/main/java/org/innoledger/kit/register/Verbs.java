package org.innoledger.kit.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.innoledger.kit.http.Faults;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Dependents;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Noted.Reasoned;

/// The verbs by which every register is written, as functions over the journal; [Register] binds them to one.
@ApplicationScoped
public class Verbs {
    private final Journal journal;
    private final Validation validation;
    private final ObjectMapper json;

    Verbs(Journal journal, Validation validation, ObjectMapper json) {
        this.journal = journal;
        this.validation = validation;
        this.json = json;
    }

    /// Files a new record under an id that the server chooses.
    public <F extends Record> Outcome<F> file(Class<? extends Registered<F>> type, F facts, When when) {
        return journal.file("registered", type, null, over(null, facts), when);
    }

    /// Creates the record or replaces its facts. The same facts again change nothing.
    public <F extends Record> Outcome<F> put(Class<? extends Registered<F>> type, String id, F facts, When when) {
        return journal.write(type, id, when, present -> replaced(Kind.of(type).id(id), present, facts));
    }

    /// Applies a merge patch (RFC 7396) to the facts.
    public <F extends Record> Outcome<F> patch(
            Class<? extends Registered<F>> type, String id, JsonNode patch, When when) {
        if (patch == null || !patch.isObject()) {
            throw Problem.invalid(FaultCode.MERGE_PATCH_FORM.at(""));
        }
        var kind = Kind.of(type);
        return journal.write(type, id, when, present -> {
            var merged =
                    merge(json.valueToTree(Journal.existing(type, id, present).facts()), patch);
            return replaced(present.id(), present, facts(kind.facts(), merged));
        });
    }

    /// Withdraws a record with a reason; it stays readable only in its history.
    public <F extends Record, R extends Record & Reasoned> Outcome<F> withdraw(
            Class<? extends Registered<F>> type, String id, R reason, When when) {
        validation.body(reason);
        return journal.write(
                type,
                id,
                when,
                present -> new Change<>("withdrawn", Journal.existing(type, id, present), reason.reason(), true));
    }

    /// Withdraws a record that is in one of these states: what others have decided upon is not withdrawn by a
    /// clerk.
    ///
    /// @throws Problem 409 in another state
    public <F extends Record, R extends Record & Reasoned> Outcome<F> withdraw(
            Class<? extends Registered<F>> type, String id, R reason, When when, Set<? extends Filed.State<?>> states) {
        validation.body(reason);
        return journal.write(type, id, when, present -> {
            var record = Journal.existing(type, id, present);
            if (states.stream().noneMatch(state -> state.toString().equals(record.status()))) {
                throw Problem.illegalState(
                        Text.of(
                                "记录 %s 当前为 %s，不能撤回；仅 %s 可以。",
                                "Record %s is %s and cannot be withdrawn; only %s can.", id, record.status(), states),
                        record.status(),
                        states);
            }
            return new Change<>("withdrawn", record, reason.reason(), true);
        });
    }

    /// Moves a record to another division, and with it whatever hangs on it. The caller must cover both
    /// divisions.
    public <F extends Record & Located<F>> Outcome<F> relocate(
            Class<? extends Registered<F>> type, String id, Relocation relocation, When when) {
        validation.body(relocation);
        var kind = Kind.of(type);
        return journal.writing(when, journal.outcomeOf(kind), writing -> {
            var outcome = Journal.one(writing, kind, kind.id(id), when, present -> {
                var facts = Journal.existing(type, id, present).facts().relocated(relocation.region());
                return new Change<>("relocated", present.with(facts), relocation.reason(), false);
            });
            Dependents.follow(writing, List.of(outcome.filed().id()));
            return outcome;
        });
    }

    /// Facts from JSON, with a pointer from their root to whatever does not fit.
    public <B extends Record> B facts(Class<B> form, JsonNode tree) {
        try {
            return json.treeToValue(tree, form);
        } catch (JsonProcessingException e) {
            throw Faults.of("", e);
        }
    }

    static <F extends Record> Change<F> replaced(String id, Filed<F> present, F facts) {
        if (present == null) {
            return Change.of("registered", Filed.draft(id, over(null, facts)));
        }
        if (facts instanceof Located<?> located
                && present.facts() instanceof Located<?> before
                && !located.region().equals(before.region())) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "区划由 %s 改为 %s 属于迁移，请用 POST …/relocation 并说明原因。",
                            "Changing the region from %s to %s is a relocation: use POST …/relocation with a reason.",
                            before.region(),
                            located.region()));
        }
        return Change.of("amended", present.with(over(present, facts)));
    }

    @SuppressWarnings("unchecked")
    private static <F extends Record> F over(Filed<F> present, F facts) {
        return facts instanceof Replaces<?> ? ((Replaces<F>) facts).over(present) : facts;
    }

    /// `target` with a merge patch applied (RFC 7396).
    public static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var merged = target != null && target.isObject() ? (ObjectNode) target : JsonNodeFactory.instance.objectNode();
        ((ObjectNode) patch).properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.get(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
