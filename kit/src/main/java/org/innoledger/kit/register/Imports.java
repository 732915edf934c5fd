package org.innoledger.kit.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.http.Faults;
import org.innoledger.kit.http.Memory;
import org.innoledger.kit.journal.Command;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// Import of many records at once: a result for each line, one transaction, and in memory no more than the
/// lines as they came, their results, and what is made of a portion of them.
@ApplicationScoped
public class Imports {
    /// Wrong places that are told of one line; its detail tells how many there are.
    private static final int FAULTS_MAX = 5;

    /// Where the facts stand in a line.
    private static final String FACTS = "/facts";

    private final Journal journal;
    private final Verbs verbs;
    private final ObjectMapper json;
    private final Validation validation;
    private final Memory memory;
    private final Turns turns = new Turns();

    Imports(Journal journal, Verbs verbs, ObjectMapper json, Validation validation, Memory memory) {
        this.journal = journal;
        this.verbs = verbs;
        this.json = json;
        this.validation = validation;
        this.memory = memory;
    }

    /// What an import came to.
    @Schema(
            description = "导入结果 What the import came to",
            examples =
                    "{\"total\": 1, \"created\": 1, \"changed\": 0, \"unchanged\": 0, \"refused\": 0, \"results\": [{\"line\": 1, \"id\": \"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\", \"outcome\": \"CREATED\", \"version\": 1}]}",
            requiredProperties = {"total", "created", "changed", "unchanged", "refused", "results"})
    public record Imported(
            @Schema(description = "总行数 Lines") int total,

            @Schema(description = "新增 Created") long created,

            @Schema(description = "变更 Changed") long changed,

            @Schema(description = "未变 Unchanged") long unchanged,

            @Schema(description = "拒绝 Refused") long refused,

            @Schema(description = "逐行结果 A result for each line")
            List<Line> results) {}

    /// What one line came to.
    ///
    /// @param problem why it was refused, in the form of every error; else null
    @Schema(
            name = "ImportedLine",
            description = "一行的导入结果 What one line came to",
            examples =
                    "{\"line\": 1, \"id\": \"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\", \"outcome\": \"CREATED\", \"version\": 1}",
            requiredProperties = {"line", "outcome"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            @Schema(description = "行号，从 1 起 Line, from 1") int line,

            @Schema(description = "编号 Id of the record") String id,

            @Schema(
                    description = "结果 Outcome: CREATED 新增 | CHANGED 变更 | UNCHANGED 未变 | REFUSED 拒绝",
                    enumeration = {"CREATED", "CHANGED", "UNCHANGED", "REFUSED"})
            String outcome,

            @Schema(description = "版本 Version") Long version,

            @Schema(description = "拒绝原因 Why it was refused", ref = "Problem")
            Map<String, Object> problem) {}

    /// Creates or replaces the records of an NDJSON text, one `{"id": …, "facts": {…}}` a line. A line without
    /// id is matched by the `externalId` of its facts. A line that is refused stops no other.
    ///
    /// @param language of the problems
    public <F extends Record> Imported ndjson(
            Class<? extends Registered<F>> type, InputStream body, Locale language, Function<String, When> on) {
        return ndjson(
                type,
                read(body),
                language,
                on,
                Kind.of(type).facts(),
                writing -> (place, id, present, given) -> Verbs.replaced(id, present, given));
    }

    /// The lines of a body, for whoever may have to import them twice.
    ///
    /// @throws Problem 413 for more lines, or a longer one, than an import has; 503 where memory is short
    public Lines read(InputStream body) {
        return Lines.read(body, memory);
    }

    /// What becomes of records by the lines of an import. There is one for each transaction, which may be
    /// tried again, so that it can count.
    public interface Filing<F extends Record, B extends Record> {
        /// What becomes of one record by the facts of a line.
        ///
        /// @param place of the line among those that could be read, from 0
        /// @param present the record with this id, null for none
        Command.Change<F> of(int place, String id, Filed<F> present, B given);

        /// What the caller hears of a line, once it is written. Lines come in the order of their places.
        default Command.Result<F> told(int place, Command.Result<F> result) {
            return result;
        }

        /// Everything is written, and the transaction about to end.
        default void ended() {}
    }

    /// The same for a register whose facts are sent in another form than they are filed in.
    ///
    /// @param form of the facts as they are sent
    /// @param filing made anew for each try of the transaction
    public <F extends Record, B extends Record> Imported ndjson(
            Class<? extends Registered<F>> type,
            Lines lines,
            Locale language,
            Function<String, When> on,
            Class<B> form,
            Function<Writing, Filing<F, B>> filing) {
        var kind = Kind.of(type);
        return turns.take(() ->
                journal.writing(on.apply(lines.fingerprint()), json.constructType(Imported.class), writing -> {
                    var externalIds = new ExternalIds(kind, writing);
                    var filed = filing.apply(writing);
                    var places = new AtomicInteger();
                    var told = new AtomicInteger();
                    var imported = inChunks(
                            type,
                            writing,
                            lines,
                            language,
                            line -> read(kind, form, line),
                            externalIds::identified,
                            line -> {
                                var place = places.getAndIncrement();
                                return new Command<>(
                                        line.id(), present -> filed.of(place, line.id(), present, line.facts()));
                            },
                            result -> filed.told(told.getAndIncrement(), ofFacts(result)));
                    filed.ended();
                    return imported;
                }));
    }

    /// Reads and writes chunk after chunk of the lines inside one transaction.
    ///
    /// @param parser of one line
    /// @param identifier gives ids to the lines of a chunk that have none
    /// @param commander makes a command of a line that was not refused
    /// @param teller what the caller hears of each result
    private <F extends Record, B extends Record> Imported inChunks(
            Class<? extends Registered<F>> type,
            Writing writing,
            Lines lines,
            Locale language,
            Function<String, Read<B>> parser,
            UnaryOperator<List<Read<B>>> identifier,
            Function<Read<B>, Command<F>> commander,
            UnaryOperator<Command.Result<F>> teller) {
        var told = new ArrayList<Line>(lines.size());
        while (told.size() < lines.size()) {
            var read = identifier.apply(IntStream.range(told.size(), lines.chunkEnd(told.size()))
                    .mapToObj(line -> lines.text(line).map(parser).orElseGet(Imports::notUtf8))
                    .toList());
            // Refused lines keep their places; results come in the order of the others.
            var open = new ArrayDeque<Integer>();
            var commands = new ArrayList<Command<F>>();
            for (var line : read) {
                told.add(null);
                if (line.refusal() == null) {
                    open.add(told.size());
                    commands.add(commander.apply(line));
                } else {
                    var refused = new Command.Result<F>(line.id(), null, line.refusal());
                    told.set(told.size() - 1, line(told.size(), refused, language));
                }
            }
            writing.inPortions(type, commands, result -> {
                var line = open.remove();
                told.set(line - 1, line(line, teller.apply(result), language));
            });
        }
        return imported(told);
    }

    private static <B extends Record> Read<B> notUtf8() {
        return new Read<>(null, null, null, Problem.invalid(FaultCode.UTF_8.at("")));
    }

    /// Does one verb to many records, one `{"id": …, …}` a line, whose other fields are the verb's body: what
    /// a reviewer does who has ticked two hundred rows. A line that is refused stops no other.
    ///
    /// @param verb past tense, the second half of the entries' type
    /// @param bodyType the verb's body, checked line by line
    /// @param rule the record as it shall be, from the record as it is and the body
    public <F extends Record, B extends Record> Imported verbs(
            Class<? extends Registered<F>> type,
            InputStream body,
            Locale language,
            Function<String, When> on,
            String verb,
            Class<B> bodyType,
            BiFunction<Filed<F>, B, Filed<F>> rule) {
        return verbs(type, body, language, on, verb, bodyType, (writing, filed, given) -> rule.apply(filed, given));
    }

    /// A verb of a record that looks at other records in the same transaction.
    public interface Verb<F extends Record, B extends Record> {
        Filed<F> apply(Writing writing, Filed<F> filed, B body);
    }

    /// The same for a verb that looks at other records.
    public <F extends Record, B extends Record> Imported verbs(
            Class<? extends Registered<F>> type,
            InputStream body,
            Locale language,
            Function<String, When> on,
            String verb,
            Class<B> bodyType,
            Verb<F, B> rule) {
        var kind = Kind.of(type);
        var lines = read(body);
        return turns.take(() -> journal.writing(
                on.apply(lines.fingerprint()),
                json.constructType(Imported.class),
                writing -> inChunks(
                        type,
                        writing,
                        lines,
                        language,
                        line -> verbLine(kind, line, bodyType),
                        UnaryOperator.identity(),
                        line -> new Command<>(
                                line.id(),
                                present -> Register.noted(
                                        verb,
                                        rule.apply(writing, Journal.existing(type, line.id(), present), line.facts()),
                                        line.facts())),
                        UnaryOperator.identity())));
    }

    private <B extends Record> Read<B> verbLine(Kind<?> kind, String line, Class<B> bodyType) {
        String id = null;
        try {
            var tree = (ObjectNode) json.readTree(line);
            id = kind.id(tree.path("id").asText(""));
            var body = json.treeToValue(tree.without("id"), bodyType);
            validation.body(body);
            return new Read<>(id, null, body, null);
        } catch (JsonProcessingException e) {
            return new Read<>(id, null, null, Faults.of("", e));
        } catch (ClassCastException notAnObject) {
            return new Read<>(
                    null,
                    null,
                    null,
                    Problem.invalid(
                            "",
                            FaultCode.LINE_FORM,
                            Text.of("每行应为一个 JSON 对象 {\"id\": …}", "Each line must be a JSON object {\"id\": …}")));
        } catch (Problem refusal) {
            return new Read<>(id, null, null, refusal);
        }
    }

    private <B extends Record> Read<B> read(Kind<?> kind, Class<B> form, String line) {
        String id = null;
        try {
            JsonNode tree;
            try {
                tree = json.readTree(line);
            } catch (JsonProcessingException e) {
                throw Faults.of("", e);
            }
            if (!tree.path("facts").isObject()) {
                throw Problem.invalid(
                        "/facts",
                        FaultCode.LINE_FORM,
                        Text.of("每行应为 {\"id\": …, \"facts\": {…}}", "Each line must be {\"id\": …, \"facts\": {…}}"));
            }
            var given = tree.path("id").asText(null);
            id = given == null ? null : kind.id(given);
            var facts = facts(form, tree.get("facts"));
            var externalId = tree.get("facts").path("externalId").asText(null);
            return new Read<>(id, externalId, facts, null);
        } catch (Problem refusal) {
            return new Read<>(id, null, null, refusal);
        }
    }

    private <B extends Record> B facts(Class<B> form, JsonNode tree) {
        try {
            return verbs.facts(form, tree);
        } catch (Problem refusal) {
            throw refusal.below(FACTS);
        }
    }

    /// What was refused for the facts of a line, whose own pointers begin at those facts.
    private static <F extends Record> Command.Result<F> ofFacts(Command.Result<F> result) {
        return result.refusal() == null
                ? result
                : new Command.Result<>(result.id(), null, result.refusal().below(FACTS));
    }

    private static Imported imported(List<Line> lines) {
        var count = lines.stream().collect(Collectors.groupingBy(Line::outcome, Collectors.counting()));
        return new Imported(
                lines.size(),
                count.getOrDefault("CREATED", 0L),
                count.getOrDefault("CHANGED", 0L),
                count.getOrDefault("UNCHANGED", 0L),
                count.getOrDefault("REFUSED", 0L),
                lines);
    }

    private static Line line(int number, Command.Result<?> result, Locale language) {
        return result.refusal() == null
                ? new Line(
                        number,
                        result.id(),
                        result.outcome().effect().name(),
                        result.outcome().filed().version(),
                        null)
                : new Line(number, result.id(), "REFUSED", null, told(result.refusal(), language));
    }

    /// Why a line was refused, by its first faults: ten thousand lines are in memory until they are answered.
    private static Map<String, Object> told(Problem refusal, Locale language) {
        var body = refusal.body(language, null);
        body.computeIfPresent(
                "errors",
                (name, errors) -> errors instanceof List<?> all && all.size() > FAULTS_MAX
                        ? List.copyOf(all.subList(0, FAULTS_MAX))
                        : errors);
        return body;
    }
}
