package org.innoledger.talent.talent;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.managed;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.TALENT_OFFICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.innoledger.kit.standard.CitizenNumber;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Files a person with marked values, does everything to that person that the API offers, and then searches
/// everything that the service has written anywhere. A mark that is not personal shows that the search finds.
@QuarkusTest
@WithTestResource(Service.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalDataTest {
    private static final Duration MOST = Duration.ofSeconds(30);

    private static final String NUMBER = number("140602193107071");
    private static final String OTHER_NUMBER = number("140602193107072");

    /// What must be found nowhere. Names are of letters that occur in no other word.
    private static final Map<String, String> MARKS = new LinkedHashMap<>(Map.of(
            "name", "龘靐齉龗",
            "corrected name", "麤灪龖厵",
            "citizen number", NUMBER,
            "other citizen number", OTHER_NUMBER,
            "phone", "0349-8765432",
            "corrected phone", "0349-8765499",
            "email", "zqxjkv@marked.example",
            "birth date", "1931-07-07",
            "wrong number", "14060219310707999",
            "wrong email", "zqxjkv-at-marked"));

    /// What must be found wherever facts are written.
    private static final String CONTROL = "標記領域";

    private final ConcurrentLinkedQueue<String> logs = new ConcurrentLinkedQueue<>();
    private final Handler listener = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            logs.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static String number(String body) {
        return body
                + "00".substring(0, 17 - body.length())
                + CitizenNumber.check(body + "00".substring(0, 17 - body.length()));
    }

    private Topic topic;

    /// Position of the last change that was told before.
    private long before;

    @BeforeAll
    void listen() {
        topic = Topic.of("talent");
        Logger.getLogger("").addHandler(listener);
    }

    @AfterAll
    void deafen() {
        topic.close();
        Logger.getLogger("").removeHandler(listener);
    }

    @Test
    @DisplayName("nothing of a person stands in journal, tables, files, Kafka, feed, logs or metrics")
    void nowhere() throws SQLException, IOException {
        before = as(INTEGRATOR)
                .get("/v1/talent/changes?limit=1&after=0")
                .then()
                .extract()
                .jsonPath()
                .getLong("head");
        var id = life();
        var key = sealedKey(id);
        assertNotEquals("", key, "the person's key was not found: the test would prove nothing");

        var written = everything();
        MARKS.forEach((what, mark) ->
                written.forEach((where, text) -> assertEquals(-1, text.indexOf(mark), what + " stands in " + where)));
        for (var where : List.of("table journal", "table talent", "Kafka", "feed")) {
            assertTrue(written.get(where).contains(CONTROL), where + " was not searched");
        }
        var found = foundInFiles();
        assertTrue(found.remove(CONTROL), "the files of the database were not searched");
        assertEquals(Set.of(), found, "this stands in files of the database");

        as(TALENT_OFFICE)
                .body("{\"reason\": \"本人撤回同意\"}")
                .post("/v1/talents/" + id + "/erasure")
                .then()
                .statusCode(200);
        assertEquals("", sealedKey(id));
        tables().forEach((table, text) ->
                assertEquals(-1, text.indexOf(key), "the key of the erased stands in " + table));
        as(SHUOCHENG)
                .get("/v1/talents/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items[0].type", is("talent.erased"));
        as(INTEGRATOR).get("/v1/talent/changes?limit=1000").then().statusCode(200);
    }

    /// Everything that can happen to a person, and every way of doing it wrong.
    ///
    /// @return the id of the talent
    private static String life() {
        var person = """
                {"name": "%s", "nationalId": "%s", "phone": "%s", "email": "%s", "birthDate": "%s"}""".formatted(
                        MARKS.get("name"), NUMBER, MARKS.get("phone"), MARKS.get("email"), MARKS.get("birth date"));
        var facts = People.facts(person, "140602", ", \"field\": \"" + CONTROL + "\", \"externalId\": \"MARKED-1\"");
        var id = as(SHUOCHENG)
                .header("Idempotency-Key", "marked-1")
                .body(facts)
                .post("/v1/talents")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var path = "/v1/talents/" + id;
        as(SHUOCHENG)
                .header("Idempotency-Key", "marked-1")
                .body(facts)
                .post("/v1/talents")
                .then()
                .statusCode(201);
        as(SHUOCHENG)
                .header("Idempotency-Key", "marked-1")
                .body(facts.replace("0349", "0350"))
                .post("/v1/talents")
                .then()
                .statusCode(422);

        as(SHUOCHENG).body(facts).post("/v1/talents").then().statusCode(409);
        as(DATONG)
                .body(facts.replace("140602\"", "140213\""))
                .post("/v1/talents")
                .then()
                .statusCode(409);
        var sameExternalId = facts.replace(NUMBER, OTHER_NUMBER);
        as(SHUOCHENG).body(sameExternalId).post("/v1/talents").then().statusCode(409);
        as(SHUOCHENG)
                .body(facts.replace(NUMBER, MARKS.get("wrong number")))
                .post("/v1/talents")
                .then()
                .statusCode(400);
        as(SHUOCHENG)
                .body(facts.replace(MARKS.get("email"), MARKS.get("wrong email")))
                .post("/v1/talents")
                .then()
                .statusCode(400);
        as(SHUOCHENG)
                .body(facts.replace(CONTROL, CONTROL + " " + NUMBER))
                .post("/v1/talents")
                .then()
                .statusCode(400);
        as(SHUOCHENG)
                .body(facts.replace("\"name\": \"", "\"name\": [\""))
                .post("/v1/talents")
                .then()
                .statusCode(400);
        as(SHUOCHENG)
                .body(facts.replace("\"phone\": \"", "\"phone\": {\"x\": \""))
                .post("/v1/talents")
                .then()
                .statusCode(400);
        as(SHUOCHENG).body(facts).put("/v1/talents/" + NUMBER).then().statusCode(400);
        as(SHUOCHENG)
                .contentType("application/x-ndjson")
                .body(("{\"facts\": " + sameExternalId.replace("MARKED-1", "MARKED-3") + "}\n{\"facts\": "
                                + facts.replace("MARKED-1", "MARKED-2") + "}\n{\"facts\": "
                                + facts.replace(NUMBER, MARKS.get("wrong number")) + "}\n{" + facts)
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/talents/imports")
                .then()
                .statusCode(200);

        as(SHUOCHENG).body(facts).put(path).then().statusCode(200);
        as(SHUOCHENG)
                .contentType("application/merge-patch+json")
                .header("Idempotency-Key", "marked-2")
                .body("{\"personal\": {\"phone\": \"%s\"}}".formatted(MARKS.get("corrected phone")))
                .patch(path)
                .then()
                .statusCode(200);
        as(SHUOCHENG)
                .header("Idempotency-Key", "marked-3")
                .body("{\"personal\": {\"name\": \"%s\"}, \"reason\": \"本人申请更正姓名\"}"
                        .formatted(MARKS.get("corrected name")))
                .post(path + "/correction")
                .then()
                .statusCode(200);
        as(SHUOCHENG)
                .body("{\"personal\": {\"name\": \"示例\"}, \"reason\": \"更正 %s\"}".formatted(NUMBER))
                .post(path + "/correction")
                .then()
                .statusCode(400);
        as(SHUOCHENG)
                .body("{\"nationalId\": \"%s\"}".formatted(NUMBER))
                .post("/v1/talents/lookup")
                .then()
                .statusCode(200);
        as(SHUOCHENG)
                .body("{\"name\": \"%s\"}".formatted(MARKS.get("corrected name")))
                .post("/v1/talents/lookup")
                .then()
                .statusCode(200);
        as(TALENT_OFFICE)
                .header("Idempotency-Key", "marked-4")
                .body("{\"purpose\": \"核对资助发放信息\"}")
                .post(path + "/disclosures")
                .then()
                .statusCode(200);
        as(TALENT_OFFICE)
                .header("Idempotency-Key", "marked-5")
                .body("{\"purpose\": \"应本人申请提供副本\"}")
                .post(path + "/copy")
                .then()
                .statusCode(200);
        as(PROVINCE)
                .body("{\"region\": \"140603\", \"reason\": \"工作调动\"}")
                .post(path + "/relocation")
                .then()
                .statusCode(200);
        as(PROVINCE)
                .body("{\"region\": \"140602\", \"reason\": \"工作调动\"}")
                .post(path + "/relocation")
                .then()
                .statusCode(200);
        return id;
    }

    /// What the service has written, by where.
    private Map<String, String> everything() throws SQLException {
        var everything = new LinkedHashMap<>(tables());
        await().atMost(MOST)
                .until(() -> as(INTEGRATOR)
                        .get("/v1/talent/changes?register=talent&limit=1000&after=" + before)
                        .asString()
                        .contains("talent.relocated"));
        everything.put(
                "feed",
                as(INTEGRATOR)
                        .get("/v1/talent/changes?limit=1000&after=" + before)
                        .asString());
        await().atMost(MOST).until(() -> kafka().contains("talent.relocated"));
        everything.put("Kafka", kafka());
        everything.put("logs", String.join("\n", logs));
        everything.put("metrics", managed("/metrics").asString());
        return everything;
    }

    /// Every row of every table as text, as a dump would have them.
    private static Map<String, String> tables() throws SQLException {
        var tables = new LinkedHashMap<String, String>();
        try (var connection = Service.superuser();
                var statement = connection.createStatement()) {
            var names = new ArrayList<String>();
            for (var rows = statement.executeQuery(
                            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
                    rows.next(); ) {
                names.add(rows.getString(1));
            }
            for (var name : names) {
                // The journal's bodies are bytes, which PostgreSQL would show in hexadecimal.
                var columns = name.endsWith(".journal") ? "convert_from(body, 'UTF8') || t::text" : "t::text";
                var text = new StringBuilder();
                for (var rows = statement.executeQuery("select " + columns + " from " + name + " t"); rows.next(); ) {
                    text.append(rows.getString(1)).append('\n');
                }
                tables.put("table " + name.substring(name.indexOf('.') + 1), text.toString());
            }
        }
        return tables;
    }

    /// The person's wrapped key as it stands in the row, empty when it is destroyed.
    private static String sealedKey(String id) throws SQLException {
        try (var connection = Service.superuser();
                var query = connection.prepareStatement(
                        "select coalesce(personal ->> 'key', '') from talent where id = ?")) {
            query.setString(1, id);
            var rows = query.executeQuery();
            rows.next();
            return rows.getString(1);
        }
    }

    /// Every message that the service has told of, headers and all.
    private String kafka() {
        var text = new StringBuilder();
        for (var message : topic.told()) {
            text.append(new String(message.key(), StandardCharsets.UTF_8));
            message.headers().forEach(each -> text.append(new String(each.value(), StandardCharsets.UTF_8)));
            text.append(new String(message.value(), StandardCharsets.UTF_8)).append('\n');
        }
        return text.toString();
    }

    /// The marks that stand in files of the database server, write-ahead log and server log among them.
    private static Set<String> foundInFiles() throws SQLException, IOException {
        Path folder;
        try (var connection = Service.superuser();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
            var rows = statement.executeQuery("show data_directory");
            rows.next();
            folder = Path.of(rows.getString(1));
        }
        var found = new HashSet<String>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var content = content(file);
                Stream.concat(MARKS.values().stream(), Stream.of(CONTROL))
                        .filter(mark -> content.contains(asBytes(mark)))
                        .forEach(found::add);
                return FileVisitResult.CONTINUE;
            }

            /// The server removes files while we look.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return found;
    }

    private static String asBytes(String mark) {
        return new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// A file's bytes as a text of one character each; empty for one that the server has removed meanwhile.
    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
