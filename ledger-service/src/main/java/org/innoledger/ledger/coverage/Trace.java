package org.innoledger.ledger.coverage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What one record says about the coverage of its enterprise, taken from the record's journal entry: no more
/// than the figures need, so that a million of them stay small.
///
/// @param register the record's, `activity`
/// @param enterprise credit code
/// @param status state of the record
/// @param kind kind of an activity, class of a problem
/// @param from first day: of an activity, an assignment, a pairing; the day of a service record or proposal;
///     raisedOn
/// @param until last day, null while it lasts; dueOn of a problem
/// @param decided day of verification or confirmation
/// @param reopened day on which a close-out was reopened
/// @param carrier id of the activity that carries a close-out
/// @param steps the course of a problem
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Trace(
        String register,
        String id,
        String enterprise,
        String status,
        String kind,
        LocalDate from,
        LocalDate until,
        LocalDate decided,
        LocalDate reopened,
        String carrier,
        List<Step> steps) {
    static final String ACTIVITY = "activity";
    static final String ASSIGNMENT = "assignment";
    static final String SERVICE_RECORD = "service-record";
    static final String CLOSE_OUT = "close-out";
    static final String PAIRING = "pairing";
    static final String PROBLEM = "problem";

    /// The registers of which coverage takes notice, besides enterprises.
    static final Set<String> REGISTERS = Set.of(ACTIVITY, ASSIGNMENT, SERVICE_RECORD, CLOSE_OUT, PAIRING, PROBLEM);

    /// One step in the course of a problem.
    record Step(String state, LocalDate on) {}

    /// From the body of a journal entry; null where the record has been withdrawn.
    static Trace of(JsonNode entry) {
        if (entry.path("type").asText().endsWith(".withdrawn")) {
            return null;
        }
        var facts = entry.get("facts");
        var register = entry.get("register").asText();
        return switch (register) {
            case ACTIVITY -> trace(entry, text(facts, "kind"), "startedOn", "endedOn", "verifiedOn");
            case ASSIGNMENT, PAIRING -> trace(entry, null, "since", "until", null);
            case SERVICE_RECORD -> served(entry, facts);
            case CLOSE_OUT -> trace(entry, null, "proposedOn", null, "confirmedOn");
            case PROBLEM -> trace(entry, text(facts, "problemClass"), "raisedOn", "dueOn", null);
            default -> throw new IllegalArgumentException(register);
        };
    }

    /// Entries of before there was one naming of days call this one `date`, and entries never change.
    private static Trace served(JsonNode entry, JsonNode facts) {
        var day = facts.has("servedOn") ? "servedOn" : "date";
        return trace(entry, null, day, day, null);
    }

    private static Trace trace(JsonNode entry, String kind, String from, String until, String decided) {
        var facts = entry.get("facts");
        var steps = new ArrayList<Step>();
        facts.path("steps").forEach(step -> steps.add(new Step(text(step, "state"), day(step, "on"))));
        return new Trace(
                text(entry, "register"),
                text(entry, "id"),
                text(facts, "enterprise"),
                text(entry, "status"),
                kind,
                day(facts, from),
                day(facts, until),
                day(facts, decided),
                day(facts, "reopenedOn"),
                text(facts, "activity"),
                steps);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText(null);
    }

    private static LocalDate day(JsonNode node, String field) {
        var text = field == null ? null : node.path(field).asText(null);
        return text == null ? null : LocalDate.parse(text);
    }

    /// Every day on which something changes by this record.
    @JsonIgnore
    Stream<LocalDate> days() {
        return Stream.concat(
                        Stream.of(from, until, decided, reopened),
                        steps == null ? Stream.<LocalDate>of() : steps.stream().map(Step::on))
                .filter(day -> day != null);
    }

    /// Whether it is in force on this day.
    boolean on(LocalDate day) {
        return !from.isAfter(day) && (until == null || !until.isBefore(day));
    }

    /// Whether it is an activity that makes its enterprise count as covered on this day: verified, of a
    /// qualifying kind, begun by then, and running or ended within the year. Source: DOMAIN 1.2.
    boolean counts(LocalDate day) {
        return register.equals(ACTIVITY)
                && "VERIFIED".equals(status)
                && new ActivityKind(kind).qualifying()
                && !from.isAfter(day)
                && (until == null || until.getYear() >= day.getYear());
    }
}
