package org.innoledger.talent.talent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.http.Memory;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.standard.Value;
import org.innoledger.talent.talent.Disclosure.Disclosed;
import org.innoledger.talent.talent.Disclosure.DisclosureFacts;
import org.innoledger.talent.talent.Disclosure.DisclosureKind;

/// Shows personal data in clear, and never without an entry that says so: the entry is committed first, and
/// only then is the seal opened.
@ApplicationScoped
public class Disclosures {
    /// Disclosures on a page.
    private static final int LIMIT_MAX = 100;

    /// Records of one register in a copy.
    private static final int RECORDS_MAX = 500;

    /// Bytes of memory that the records of a copy take, a large one.
    private static final long COPY_BYTES = 8 * 1024 * 1024;

    private final Journal journal;
    private final Talents talents;
    private final History history;
    private final Caller.Current caller;
    private final Memory memory;

    Disclosures(Journal journal, Talents talents, History history, Caller.Current caller, Memory memory) {
        this.journal = journal;
        this.talents = talents;
        this.history = history;
        this.caller = caller;
        this.memory = memory;
    }

    /// Everything that the service holds about a person 副本 (PIPL art. 45).
    @Schema(
            description = "个人信息副本 Everything that the service holds about a person",
            requiredProperties = {"disclosure", "talent", "personal", "history", "records"})
    public record TalentCopy(
            @Schema(
                    description = "查看记录编号 The record of this disclosure",
                    examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String disclosure,

            @Schema(description = "人才登记 The talent on file") Filed<TalentFacts> talent,

            @Schema(description = "个人信息，未遮盖 Personal data, not masked")
            Person personal,

            @Schema(description = "最近 100 次变更 The last 100 versions")
            List<History.Version> history,

            @Schema(
                    description =
                            "提及此人的记录，按登记册，每册至多 500 条：聘用、名单、资助、服务、查看记录等 Records that name the "
                                    + "person, by register, at most 500 of each: engagements, lists, grants, services, disclosures …")
            Map<String, List<Filed<?>>> records) {}

    /// Shows a person's data for a purpose.
    Disclosed reveal(String id, String purpose) {
        var disclosure = record(id, DisclosureKind.REVEAL, purpose);
        var talent = journal.read(Talent.class, id);
        return new Disclosed(new TalentId(id), disclosure, talents.person(talent));
    }

    /// Everything about a person, for the person.
    TalentCopy copy(String id, String purpose) {
        memory.ofRequest().more(COPY_BYTES);
        var disclosure = record(id, DisclosureKind.COPY, purpose);
        var talent = journal.read(Talent.class, id);
        return new TalentCopy(
                disclosure,
                talents.shown(talent),
                talents.person(talent),
                history.of(Talent.class, id, null).items(),
                journal.naming(talent.id(), RECORDS_MAX));
    }

    /// Who saw this person's data, the latest first; also of one that has been erased or withdrawn.
    Page<Filed<DisclosureFacts>> of(String id, String cursor) {
        var kind = Kind.of(Talent.class);
        var key = kind.id(id);
        var below = cursor == null ? "~" : disclosure(cursor);
        var sql = "select * from disclosure where talent = :talent and id < :below order by id desc limit "
                + (LIMIT_MAX + 1);
        return journal.reading(session -> {
            Journal.row(session, kind, key);
            var rows = session.createNativeQuery(sql, Disclosure.class)
                    .setParameter("talent", key)
                    .setParameter("below", below)
                    .getResultStream()
                    .map(Filed::of)
                    .toList();
            var more = rows.size() > LIMIT_MAX;
            var items = more ? rows.subList(0, LIMIT_MAX) : rows;
            return new Page<>(items, more ? items.getLast().id() : null, null);
        });
    }

    /// The id that a page ended with.
    private static String disclosure(String cursor) {
        if (Value.uuid(cursor, "查看记录编号", "a disclosure").isPresent()) {
            throw Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor"));
        }
        return cursor;
    }

    /// Journals a disclosure: each by itself, also one that repeats another.
    ///
    /// @return its id
    /// @throws Problem 404, or 410 for a talent that has been withdrawn or erased: nothing is disclosed of it
    private String record(String id, DisclosureKind kind, String purpose) {
        var talent = journal.read(Talent.class, id);
        Talents.mustNotBeErased(talent);
        if (purpose == null) {
            throw Problem.invalid("/purpose", FaultCode.MISSING, Text.of("缺少查看目的", "The purpose is missing"));
        }
        var facts = new DisclosureFacts(
                new TalentId(talent.id()), kind, purpose, caller.get().name());
        return journal.file("recorded", Disclosure.class, null, facts, When.ALWAYS)
                .filed()
                .id();
    }
}
