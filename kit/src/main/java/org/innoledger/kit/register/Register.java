package org.innoledger.kit.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.register.Noted.Reasoned;
import org.jboss.resteasy.reactive.RestResponse;

/// One register, bound to its entity and path: a resource holds it and calls it once for each verb that it
/// offers. Every function throws what the journal throws: 404, 410, 412, and what a rule refuses.
///
/// @param <F> the register's facts record
public final class Register<F extends Record> {
    private final Registers kit;
    private final Class<? extends Registered<F>> type;
    private final String path;

    Register(Registers kit, Class<? extends Registered<F>> type, String path) {
        this.kit = kit;
        this.type = type;
        this.path = path;
    }

    /// A page of the register, within the caller's regions.
    public RestResponse<Page<Filed<F>>> list(Listing listing) {
        return kit.lists.list(type, listing);
    }

    /// The same page with each record as it is to be shown.
    public <G extends Record> RestResponse<Page<Filed<G>>> list(Listing listing, Function<Filed<F>, Filed<G>> shown) {
        return kit.lists.list(type, listing, shown);
    }

    /// The record as it is now.
    public RestResponse<Filed<F>> read(String id) {
        return Answers.read(kit.journal.read(type, id));
    }

    /// Files a new record under an id that the server chooses.
    public RestResponse<Filed<F>> file(F facts, Conditions on) {
        return written(kit.verbs.file(type, facts, on.on(facts)));
    }

    /// Files a new record by a verb of the domain.
    ///
    /// @param verb past tense, the second half of the entry's type
    public RestResponse<Filed<F>> file(String verb, F facts, When when) {
        return written(kit.journal.file(verb, type, null, facts, when));
    }

    /// Files the record, or replaces its facts.
    public RestResponse<Filed<F>> put(String id, F facts, Conditions on) {
        return written(kit.verbs.put(type, id, facts, on.on(facts)));
    }

    /// Applies a merge patch (RFC 7396) to the facts.
    public RestResponse<Filed<F>> patch(String id, JsonNode patch, Conditions on) {
        return written(kit.verbs.patch(type, id, patch, on.on(patch)));
    }

    /// Withdraws a record that was filed by mistake.
    public <R extends Record & Reasoned> RestResponse<Filed<F>> withdraw(String id, R reason, Conditions on) {
        return written(kit.verbs.withdraw(type, id, reason, on.on(reason)));
    }

    /// Withdraws a record that is in one of these states.
    public <R extends Record & Reasoned> RestResponse<Filed<F>> withdraw(
            String id, R reason, Conditions on, Set<? extends Filed.State<?>> states) {
        return written(kit.verbs.withdraw(type, id, reason, on.on(reason), states));
    }

    /// Withdraws a record, or an act of it, which a rule may refuse.
    ///
    /// @param rule given the record, throws what is in the way
    public <R extends Record & Reasoned> RestResponse<Filed<F>> withdraw(
            String id, R reason, Conditions on, UnaryOperator<Filed<F>> rule) {
        kit.validation.body(reason);
        return written(kit.journal.write(
                type,
                id,
                on.on(reason),
                present -> new Change<>(
                        "withdrawn", rule.apply(Journal.existing(type, id, present)), reason.reason(), true)));
    }

    /// Moves a record to another division, and with it whatever hangs on it.
    public static <F extends Record & Located<F>> RestResponse<Filed<F>> relocate(
            Register<F> register, String id, Relocation to, Conditions on) {
        return register.written(register.kit.verbs.relocate(register.type, id, to, on.on(to)));
    }

    /// Every version of the record, the newest first.
    public Page<History.Version> history(String id, String cursor) {
        return kit.history.of(type, id, cursor);
    }

    /// Creates or replaces many records, one `{"id": …, "facts": {…}}` a line.
    public Imports.Imported imports(InputStream lines, Conditions on) {
        return kit.imports.ndjson(type, lines, on.language(), on::on);
    }

    /// A verb of the domain that needs no body.
    ///
    /// @param verb past tense, such as `approved`; it is the second half of the entry's type
    /// @param rule the record as it shall be, from the record as it is
    public RestResponse<Filed<F>> amend(String verb, String id, Conditions on, UnaryOperator<Filed<F>> rule) {
        return written(kit.journal.amend(verb, type, id, on.on(), rule));
    }

    /// The same for one that looks at other records, in the same transaction.
    public RestResponse<Filed<F>> amend(
            String verb, String id, Conditions on, BiFunction<Writing, Filed<F>, Filed<F>> rule) {
        return change(id, on.on(), (writing, present) -> Change.of(verb, rule.apply(writing, present)));
    }

    /// A verb of the domain: checks its body, and changes the record by a rule. The body's note, where it has
    /// one, goes into the history.
    public RestResponse<Filed<F>> amend(
            String verb, String id, Record body, Conditions on, UnaryOperator<Filed<F>> rule) {
        return amend(verb, id, body, on, (writing, present) -> rule.apply(present));
    }

    /// The same for a verb that looks at other records, in the same transaction.
    public RestResponse<Filed<F>> amend(
            String verb, String id, Record body, Conditions on, BiFunction<Writing, Filed<F>, Filed<F>> rule) {
        kit.validation.body(body);
        return change(id, on.on(body), (writing, present) -> noted(verb, rule.apply(writing, present), body));
    }

    /// The most general form of a verb on one record: its rule says all that becomes of it, and may write
    /// others.
    public RestResponse<Filed<F>> change(String id, When when, BiFunction<Writing, Filed<F>, Change<F>> rule) {
        var kind = Kind.of(type);
        return written(kit.journal.writing(
                when,
                kit.journal.outcomeOf(kind),
                writing -> Journal.one(
                        writing,
                        kind,
                        kind.id(id),
                        when,
                        present -> rule.apply(writing, Journal.existing(type, id, present)))));
    }

    /// A verb that a feature carries out by itself: checks its body, and answers what came of it.
    public RestResponse<Filed<F>> act(Record body, Conditions on, Function<When, Outcome<F>> act) {
        kit.validation.body(body);
        return written(act.apply(on.on(body)));
    }

    /// A verb done to many records, one `{"id": …, …}` a line, whose other fields are the verb's body.
    public <B extends Record> Imports.Imported amendEach(
            String verb, InputStream lines, Class<B> body, Conditions on, BiFunction<Filed<F>, B, Filed<F>> rule) {
        return kit.imports.verbs(type, lines, on.language(), on::on, verb, body, rule);
    }

    /// The same for a verb that looks at other records.
    public <B extends Record> Imports.Imported amendEach(
            String verb, InputStream lines, Class<B> body, Conditions on, Imports.Verb<F, B> rule) {
        return kit.imports.verbs(type, lines, on.language(), on::on, verb, body, rule);
    }

    /// The answer to a write that came about otherwise.
    public RestResponse<Filed<F>> written(Outcome<F> outcome) {
        return Answers.written(path, outcome);
    }

    static <F extends Record> Change<F> noted(String verb, Filed<F> next, Record body) {
        return new Change<>(verb, next, body instanceof Noted noted ? noted.note() : null, false);
    }
}
