package org.innoledger.kit.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.innoledger.kit.http.Content;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Dependents;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Placed;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.register.Noted.Reasoned;

/// The verbs by which every register is written, as functions over the journal; [Register] binds them to one.
@ApplicationScoped
public class Verbs {
    private final Journal journal;
    private final Validation validation;
    private final ObjectMapper json;
    private final Content content;

    Verbs(Journal journal, Validation validation, ObjectMapper json, Content content) {
        this.journal = journal;
        this.validation = validation;
        this.json = json;
        this.content = content;
    }

    /// Files a new record under an id that the server chooses.
    public <F extends Record> Outcome<F> file(Class<? extends Registered<F>> type, F facts, When when) {
        return journal.file("registered", type, null, over(Kind.of(type), null, facts), when);
    }

    /// Creates the record or replaces its facts. The same facts again change nothing.
    public <F extends Record> Outcome<F> put(Class<? extends Registered<F>> type, String id, F facts, When when) {
        var kind = Kind.of(type);
        return journal.write(type, id, when, present -> replaced(kind, kind.id(id), present, facts));
    }

    /// Applies a merge patch (RFC 7396) to the facts.
    public <F extends Record> Outcome<F> patch(
            Class<? extends Registered<F>> type, String id, JsonNode patch, When when) {
        if (patch == null || !patch.isObject()) {
            throw Problem.invalid(FaultCode.MERGE_PATCH_FORM.at(""));
        }
        var kind = Kind.of(type);
        return journal.write(type, id, when, present -> {
            var onFile = json.valueToTree(Journal.existing(type, id, present).facts());
            var change = replaced(kind, present.id(), present, patched(kind.facts(), onFile, patch, ""));
            ByVerbs.mustNotBeTaken(kind, patch, change.next().facts());
            return change;
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
        return content.of(form, tree);
    }

    /// The same for facts that were sent as a part of something.
    ///
    /// @param at pointer to where they stand in it
    public <B extends Record> B facts(Class<B> form, JsonNode tree, String at) {
        try {
            return facts(form, tree);
        } catch (Problem refusal) {
            throw refusal.below(at);
        }
    }

    /// Facts that come of a merge patch (RFC 7396). Only of what was sent is told what does not fit: what is
    /// on file may be seen in another form than it has, such as masked.
    ///
    /// @param onFile as the caller sees it
    /// @param at pointer to where the patch stands in what was sent
    public <B extends Record> B patched(Class<B> form, JsonNode onFile, JsonNode patch, String at) {
        try {
            return facts(form, merge(onFile, patch));
        } catch (Problem refusal) {
            var sent = refusal.faults.stream()
                    .filter(fault -> fault.pointer().startsWith("/")
                            && !patch.at(fault.pointer()).isMissingNode())
                    .toList();
            throw (sent.isEmpty() ? refusal : Problem.invalid(sent)).below(at);
        }
    }

    static <F extends Record> Change<F> replaced(Kind<F> kind, String id, Filed<F> present, F facts) {
        if (present == null) {
            return Change.of("registered", Filed.draft(id, over(kind, null, facts)));
        }
        if (facts instanceof Placed placed && present.facts() instanceof Placed before) {
            mustNotMove(before, placed);
        }
        return Change.of("amended", present.with(over(kind, present, facts)));
    }

    /// Refuses facts that state another region than those on file. A region that is missing or none at all is
    /// told with the other faults of the facts.
    ///
    /// @throws Problem 409, since a record moves by `relocation`
    public static void mustNotMove(Placed present, Placed sent) {
        if (sent.region() != null
                && Division.find(sent.region().value()).isPresent()
                && !sent.region().equals(present.region())) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "区划由 %s 改为 %s 属于迁移，请用 POST …/relocation 并说明原因。",
                            "Changing the region from %s to %s is a relocation: use POST …/relocation with a reason.",
                            present.region(),
                            sent.region()));
        }
    }

    /// What is to be filed when a caller sends these facts.
    @SuppressWarnings("unchecked")
    private static <F extends Record> F over(Kind<F> kind, Filed<F> present, F sent) {
        if (!(sent instanceof Replaces<?>)) {
            return sent;
        }
        var filed = ((Replaces<F>) sent).over(present);
        ByVerbs.mustStay(kind, present, sent, filed);
        return filed;
    }

    /// `target` with a merge patch applied (RFC 7396). What the patch takes away is null, which a record reads
    /// as absent: a name that the record does not have is heard of as any other.
    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var merged = target != null && target.isObject() ? (ObjectNode) target : JsonNodeFactory.instance.objectNode();
        ((ObjectNode) patch).properties().forEach(field -> {
            merged.set(field.getKey(), merge(merged.get(field.getKey()), field.getValue()));
        });
        return merged;
    }
}
