package org.innoledger.talent.talent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.innoledger.kit.http.Faults;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Clashes;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Command.Result;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Standing;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Verbs;
import org.innoledger.talent.talent.PersonalLookup.LookupKey;
import org.innoledger.talent.talent.PersonalLookup.LookupOccasion;
import org.innoledger.talent.talent.Talent.Correction;
import org.innoledger.talent.talent.Talent.TalentLookup;
import org.innoledger.talent.talent.Talent.TalentState;

/// Between talents as callers send and see them and talents as they are filed: seals what comes in, and shows
/// it masked.
@ApplicationScoped
public class Talents implements Clashes<SealedTalent> {
    /// The unique index of citizen numbers.
    static final String NUMBER_RULE = "talent_national_id";

    private final Vault vault;
    private final Journal journal;
    private final Validation validation;
    private final Verbs verbs;
    private final Imports imports;
    private final Lookups lookups;
    private final Talent.Repository talents;
    private final ObjectMapper json;

    Talents(
            Vault vault,
            Journal journal,
            Validation validation,
            Verbs verbs,
            Imports imports,
            Lookups lookups,
            Talent.Repository talents,
            ObjectMapper json) {
        this.vault = vault;
        this.journal = journal;
        this.validation = validation;
        this.verbs = verbs;
        this.imports = imports;
        this.lookups = lookups;
        this.talents = talents;
        this.json = json;
    }

    /// Files a talent or replaces its facts.
    Outcome<TalentFacts> put(String id, TalentFacts facts, When when) {
        return write(id, when, (numbers, present) -> replaced(numbers, 0, id, present, facts));
    }

    /// Changes a talent by a merge patch.
    Outcome<TalentFacts> patch(String id, JsonNode patch, When when) {
        return write(
                id, when, (numbers, present) -> patched(numbers, Journal.existing(Talent.class, id, present), patch));
    }

    /// Corrects a person.
    Outcome<TalentFacts> correct(String id, Correction correction, When when) {
        return write(
                id,
                when,
                (numbers, present) -> corrected(numbers, Journal.existing(Talent.class, id, present), correction));
    }

    /// Imports talents. Where their lines met more numbers on file than the caller has look-ups left, nothing
    /// was written and nothing told, and they are imported anew without those numbers.
    Imports.Imported imported(InputStream body, Locale language, Function<String, When> on) {
        var lines = imports.read(body);
        for (var before = new AtomicInteger(Integer.MAX_VALUE); ; ) {
            try {
                return imports.ndjson(
                        Talent.class,
                        lines,
                        language,
                        on,
                        TalentFacts.class,
                        writing -> filing(lookups.numbers(writing, vault, false, before.get())));
            } catch (Numbers.Exhausted exhausted) {
                before.set(exhausted.place);
            }
        }
    }

    private Imports.Filing<SealedTalent, TalentFacts> filing(Numbers numbers) {
        return new Imports.Filing<>() {
            @Override
            public Change<SealedTalent> of(int place, String id, Filed<SealedTalent> present, TalentFacts given) {
                return replaced(numbers, place, id, present, given);
            }

            @Override
            public Result<SealedTalent> told(int place, Result<SealedTalent> result) {
                return numbers.told(place, result);
            }

            @Override
            public void ended() {
                numbers.record();
            }
        };
    }

    private Outcome<TalentFacts> write(
            String id, When when, BiFunction<Numbers, Filed<SealedTalent>, Change<SealedTalent>> decide) {
        var kind = Kind.of(Talent.class);
        var key = kind.id(id);
        Outcome<SealedTalent> written = journal.writing(when, journal.outcomeOf(kind), writing -> {
            var numbers = lookups.numbers(writing, vault, true, Integer.MAX_VALUE);
            Result<SealedTalent> result;
            try {
                var outcome = Journal.one(writing, kind, key, when, present -> decide.apply(numbers, present));
                result = new Result<>(key, outcome, null);
            } catch (Problem refusal) {
                result = new Result<>(key, null, refusal);
            }
            var told = numbers.told(0, result);
            numbers.record();
            if (told.refusal() != null && numbers.learnt()) {
                throw new Standing(told.refusal());
            }
            return told.orThrow();
        });
        return shown(written);
    }

    private Change<SealedTalent> replaced(
            Numbers numbers, int place, String id, Filed<SealedTalent> present, TalentFacts given) {
        if (present == null) {
            return Change.of("registered", Filed.draft(id, underSeal(numbers, place, id, given, null)));
        }
        mustNotBeErased(present);
        Verbs.mustNotMove(present.facts(), given);
        return Change.of("amended", present.with(underSeal(numbers, place, id, given, present)));
    }

    /// What becomes of it by a merge patch, which sees the talent as the caller does: masked.
    private Change<SealedTalent> patched(Numbers numbers, Filed<SealedTalent> present, JsonNode patch) {
        mustNotBeErased(present);
        if (patch == null || !patch.isObject()) {
            throw Problem.invalid(FaultCode.MERGE_PATCH_FORM.at(""));
        }
        var seen = json.<JsonNode>valueToTree(shown(present).facts());
        return replaced(numbers, 0, present.id(), present, verbs.patched(TalentFacts.class, seen, patch, ""));
    }

    /// What becomes of it by a correction, which sees the person masked too.
    private Change<SealedTalent> corrected(Numbers numbers, Filed<SealedTalent> present, Correction correction) {
        mustNotBeErased(present);
        if (!correction.personal().isObject()) {
            throw Faults.wrongType("/personal", Person.class);
        }
        var seen = json.<JsonNode>valueToTree(person(present).masked());
        var after = verbs.patched(Person.class, seen, correction.personal(), "/personal");
        var facts = present.facts().showing(after);
        var corrected = underSeal(numbers, 0, present.id(), facts, present);
        return new Change<>("corrected", present.with(corrected), correction.reason(), false);
    }

    /// Refuses a request without content.
    static void mustBeSent(Record facts) {
        if (facts == null) {
            throw Problem.invalid("", FaultCode.MISSING, Text.of("缺少请求内容", "The content is missing"));
        }
    }

    /// Refuses a talent that has been erased.
    ///
    /// @throws Problem 410
    static void mustNotBeErased(Filed<SealedTalent> talent) {
        if (TalentState.ERASED.name().equals(talent.status())) {
            throw Problem.of(
                    ProblemType.ERASED,
                    Text.of(
                            "人才 %s 的个人信息已于 %s 删除。",
                            "The personal data of talent %s were erased at %s.", talent.id(), talent.recordedAt()));
        }
    }

    /// The talent as readers of its region see it.
    Filed<TalentFacts> shown(Filed<SealedTalent> talent) {
        var seal = talent.facts().personal();
        return talent.showing(talent.facts()
                .showing(seal == null ? null : vault.open(talent.id(), seal).masked()));
    }

    /// The outcome of a write as the caller sees it. One that is told again by its idempotency key was kept
    /// without the seal, so the person is shown as it is on file now.
    Outcome<TalentFacts> shown(Outcome<SealedTalent> outcome) {
        var filed = outcome.filed();
        var seal = filed.facts().personal();
        var person = seal == null || seal.opens()
                ? shown(filed).facts().personal()
                : current(filed.id()).map(Person::masked).orElse(null);
        return new Outcome<>(filed.showing(filed.facts().showing(person)), outcome.effect());
    }

    /// The person in clear: only for the data subject, or for a stated purpose that has been journalled.
    Person person(Filed<SealedTalent> talent) {
        mustNotBeErased(talent);
        return vault.open(talent.id(), talent.facts().personal());
    }

    /// Talents of the caller's regions with this citizen number or name, the newest first. That somebody
    /// looked is committed before the answer is given.
    ///
    /// @throws Problem 429 before anything is compared, where the client has no look-ups left
    Page<Filed<TalentFacts>> find(TalentLookup lookup) {
        validation.body(lookup);
        if ((lookup.nationalId() == null) == (lookup.name() == null)) {
            throw Problem.invalid(FaultCode.LOOKUP_FORM.at(""));
        }
        var key = lookup.name() == null ? LookupKey.NATIONAL_ID : LookupKey.NAME;
        return journal.writing(When.ALWAYS, null, writing -> {
            var allowance = lookups.ofVerb(writing, key);
            allowance.hold();
            allowance.mustBeLeft();
            var found = writing.query(session -> found(session, lookup));
            var ids = found.stream().map(talent -> new TalentId(talent.id())).toList();
            lookups.record(writing, List.of(lookups.facts(key, LookupOccasion.LOOK_UP, ids.size(), ids)));
            return new Page<>(found, null, null);
        });
    }

    private List<Filed<TalentFacts>> found(StatelessSession session, TalentLookup lookup) {
        var by = lookup.name() == null ? "national_id_hash" : "name_hash";
        var hash = lookup.name() == null ? vault.nationalIdHash(lookup.nationalId()) : vault.nameHash(lookup.name());
        var sql = "select * from talent where " + by
                + " = :hash and withdrawn_at is null order by recorded_at desc, id limit " + Lookups.FOUND_MAX;
        return session.createNativeQuery(sql, Talent.class)
                .setParameter("hash", hash)
                .getResultStream()
                .map(row -> shown(Filed.of(row)))
                .toList();
    }

    /// What tells one request from another, without its being told from that what was in it.
    String fingerprint(Object request) {
        return vault.fingerprint(json.valueToTree(request));
    }

    /// The facts that become of those given: every way by which a person changes comes through here. What is
    /// refused here is refused by what was given, and by what every reader sees of the person on file; only a
    /// number is compared with what is under seal, and that is counted.
    private SealedTalent underSeal(
            Numbers numbers, int place, String id, TalentFacts given, Filed<SealedTalent> present) {
        var onFile = present == null ? null : person(present);
        var sent = given.personal() == null && onFile != null ? onFile.masked() : given.personal();
        var brought = sent == null ? null : sent.brought(onFile);
        validation.body(given.with(brought));
        if (onFile != null
                && onFile.nationalId() != null
                && brought.birthDate() != null
                && brought.nationalId() == null) {
            throw Problem.invalid(FaultCode.BIRTH_DATE_WITHOUT_NUMBER.at("/personal/birthDate"));
        }
        if (brought.nationalId() != null) {
            numbers.compare(place, present, brought.nationalId());
        }
        var seal = present == null ? null : present.facts().personal();
        return given.with(sent).under(vault.seal(id, sent.over(onFile), seal));
    }

    private Optional<Person> current(String id) {
        return journal.reading(session -> Optional.ofNullable(session.get(Talent.class, id))
                .map(Filed::of)
                .map(talent -> talent.facts().personal())
                .map(seal -> vault.open(id, seal)));
    }

    /// Two clerks who file one person: the second hears which record there is, where it is theirs to see.
    @Override
    public Optional<Problem> explain(Writing writing, String constraint, Filed<SealedTalent> draft) {
        if (!constraint.equals(NUMBER_RULE)) {
            return Optional.empty();
        }
        // PostgreSQL tells the first index that is broken, in an order that a rebuilt index changes. A filing
        // that is refused anyway must not tell of the number, or it could be tried again and again at no cost.
        if (talents.borne(draft.facts().externalId(), draft.region(), draft.id())) {
            return Optional.of(writing.broken("talent_external_id"));
        }
        var there = writing.query(session -> withNumberOf(session, draft));
        return Optional.of(
                there.isEmpty()
                        ? Problem.refused(
                                NUMBER_RULE,
                                Text.of(
                                        "该公民身份号码已在其他区划登记。如需共用，请由共同的上级（通常为省）办理。",
                                        "This citizen number is on file in another region. Ask the office above both, as a rule the province."))
                        : Problem.of(
                                ProblemType.CONFLICT,
                                Text.of(
                                        "该公民身份号码已登记为人才 %s。请修改该记录，不要重复登记。",
                                        "This citizen number is on file as talent %s. Change that record instead of filing another.",
                                        there.getFirst()),
                                Map.of("rule", NUMBER_RULE, "id", there.getFirst())));
    }

    private static List<String> withNumberOf(StatelessSession session, Filed<SealedTalent> draft) {
        return session.createNativeQuery(
                        "select id from talent where national_id_hash = :hash and withdrawn_at is null", String.class)
                .setParameter("hash", draft.facts().personal().nationalIdHash())
                .getResultList();
    }
}
