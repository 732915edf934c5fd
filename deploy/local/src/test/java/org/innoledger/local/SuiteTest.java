package org.innoledger.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.innoledger.kit.standard.CreditCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// The last of all, since it ends by stopping the suite for good.
@DisplayName("the running suite")
@Order(Integer.MAX_VALUE)
@ExtendWith(RunningSuite.Extension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SuiteTest {
    private static final String CODE = code("14010600009001");
    private static final String PATH = "/v1/enterprises/" + CODE;

    /// Path of the talent with marked values.
    private static String talent;

    private final RunningSuite suite;

    SuiteTest(RunningSuite suite) {
        this.suite = suite;
    }

    /// A valid code from division and a made-up organisation number.
    static String code(String divisionAndNumber) {
        var body = divisionAndNumber.substring(6);
        var code = "91" + divisionAndNumber.substring(0, 6) + body + CreditCode.organisationCheck(body);
        return code + CreditCode.check(code);
    }

    /// Facts of an enterprise in this county.
    static Map<String, Object> facts(String region, long revenueYuan) {
        return new HashMap<>(Map.of(
                "name", "示例·迎泽仪器厂",
                "region", region,
                "industry", "C4011",
                "ownership", "PRIVATE",
                "aboveScaleSince", "2020-01-01",
                "revenueYuan", revenueYuan,
                "staff", 120));
    }

    @Test
    @Order(1)
    @DisplayName("says after the first start where everything is")
    void announces() {
        for (var word : new String[] {"/docs", "/openapi", "/health", "./ledger token"}) {
            assertTrue(suite.firstStart().contains(word), suite.firstStart());
        }
    }

    @Test
    @Order(1)
    @DisplayName("GET /health answers UP, and to an operator for each service")
    void health() {
        suite.awaitHealth("UP");
        assertEquals(
                "UP", suite.anonymous().get("/health").body().path("status").asText());
        var services = suite.as(Client.OPERATOR).get("/health").body().path("services");
        for (var service : new String[] {"ledger", "talent", "platform"}) {
            assertEquals("UP", services.path(service).path("status").asText(), service);
        }
    }

    @Test
    @Order(1)
    @DisplayName("GET /openapi and /docs answer without a token, GET /v1/enterprises does not")
    void doors() {
        assertEquals(200, suite.anonymous().get("/openapi").status());
        assertEquals(200, suite.anonymous().get("/docs/").status());
        assertEquals(401, suite.anonymous().get("/v1/enterprises").status());
    }

    @Test
    @Order(1)
    @DisplayName("no process that serves knows the password of the tables' owner")
    void owner() throws IOException {
        var secrets = Secrets.ofFolder(new Folder(suite.data()));
        var app = secrets.of(Secrets.app("ledger"));
        assertTrue(environment(Suite.LEDGER).contains(app));
        for (var name : List.of(Suite.LEDGER, Suite.TALENT, Suite.PLATFORM, Suite.GATEWAY, Suite.KAFKA)) {
            assertFalse(environment(name).contains(secrets.of(Secrets.OWNER)), name);
        }
    }

    private String environment(String process) throws IOException {
        long pid = suite.processes().find(process).orElseThrow().pid();
        return Files.readString(Path.of("/proc", Long.toString(pid), "environ"));
    }

    @Test
    @Order(2)
    @DisplayName("PUT files an enterprise: 201, the same again 200, other facts version 2, stale If-Match 412")
    void files() {
        var taiyuan = suite.as(Client.TAIYUAN);
        var created = taiyuan.put(PATH, facts("140106", 30_000_000));
        assertEquals(201, created.status(), created.text());
        assertEquals(1, created.body().path("version").asInt());
        var same = taiyuan.put(PATH, facts("140106", 30_000_000));
        assertEquals(200, same.status());
        assertEquals(1, same.body().path("version").asInt());
        assertEquals(created.etag(), same.etag());
        var changed = taiyuan.put(PATH, facts("140106", 31_000_000));
        assertEquals(200, changed.status());
        assertEquals(2, changed.body().path("version").asInt());
        assertNotEquals(created.etag(), changed.etag());
        var stale = taiyuan.put(PATH, facts("140106", 32_000_000), Map.of("If-Match", created.etag()));
        assertEquals(412, stale.status());
        assertEquals("/problems/version-conflict", stale.body().path("type").asText());
        assertEquals(200, suite.anonymous().get("/problems/version-conflict").status());
    }

    @Test
    @Order(3)
    @DisplayName("PUT without a token 401, by a reader 403, for another city's region 403; another city reads 404")
    void refuses() {
        assertEquals(401, suite.anonymous().put(PATH, facts("140106", 1)).status());
        assertEquals(
                403, suite.as(Client.INTEGRATOR).put(PATH, facts("140106", 1)).status());
        assertEquals(404, suite.as(Client.DATONG).get(PATH).status());
        var forDatong = facts("140213", 30_000_000);
        var other = "/v1/enterprises/" + code("14021300009002");
        assertEquals(403, suite.as(Client.TAIYUAN).put(other, forDatong).status());
    }

    @Test
    @Order(4)
    @DisplayName("kill -9 of a service heals, and what was acknowledged is there")
    void heals() {
        var before = suite.processes().find(Suite.LEDGER).orElseThrow();
        suite.kill(Suite.LEDGER);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> suite.processes()
                        .find(Suite.LEDGER)
                        .filter(now -> now.pid() != before.pid())
                        .isPresent());
        suite.awaitHealth("UP");
        var read = suite.as(Client.TAIYUAN).get(PATH);
        assertEquals(200, read.status());
        assertEquals(2, read.body().path("version").asInt());
    }

    /// Kafka's segments are compressed, so what it holds is looked at in PersonalDataTest of talent-service.
    @Test
    @Order(6)
    @DisplayName("a person's data stand in no file of the run: not in logs, databases or write-ahead logs")
    void personalData() throws IOException {
        var marks = Map.of("name", "龘靐齉龗", "nationalId", "11010519491231002X", "phone", "0349-8765432");
        var facts = Map.of("personal", marks, "region", "140602", "teams", List.of("TECHNICAL"), "field", "標記領域");
        var clerk = suite.as(Client.SHUOCHENG);
        var filed = clerk.post("/v1/talents", facts, Map.of("Idempotency-Key", "marked"));
        assertEquals(201, filed.status(), filed.text());
        talent = "/v1/talents/" + filed.body().path("id").asText();
        assertEquals(409, clerk.post("/v1/talents", facts, Map.of()).status());
        assertEquals(
                200,
                clerk.post("/v1/talents/lookup", Map.of("nationalId", marks.get("nationalId")), Map.of())
                        .status());
        assertEquals(
                marks.get("phone"),
                suite.as(Client.TALENT_OFFICE)
                        .post(talent + "/disclosures", Map.of("purpose", "核对资助发放信息"), Map.of())
                        .body()
                        .at("/personal/phone")
                        .asText());
        assertFalse(filesWith("標記領域").isEmpty(), "the search finds nothing at all");
        for (var mark : marks.values()) {
            assertEquals(List.of(), filesWith(mark), mark);
        }
    }

    private List<Path> filesWith(String mark) throws IOException {
        var bytes = new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (var files = Files.walk(suite.data())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> content(file).contains(bytes))
                    .toList();
        }
    }

    /// A file's bytes as a text of one character each; empty for one that is gone meanwhile.
    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    @Order(8)
    @DisplayName("status shows every process with its memory, all together below 1.8 GiB, and answers 0")
    void status() {
        var ended = LauncherProcess.run(suite.data(), "status");
        System.out.println(ended.out());
        assertEquals(0, ended.exit(), ended.toString());
        var total = ended.out()
                .lines()
                .filter(line -> line.matches(" +\\d+"))
                .mapToInt(line -> Integer.parseInt(line.strip()))
                .findFirst()
                .orElseThrow();
        assertTrue(total < 1_843, ended.out());
    }

    @Test
    @Order(9)
    @DisplayName("a second start on the same data is refused while the first runs")
    void second() {
        var ended = LauncherProcess.run(suite.data(), "up", "--port", "1");
        assertEquals(1, ended.exit());
        assertTrue(ended.err().contains("already running"), ended.err());
    }

    @Test
    @Order(10)
    @Tag("long")
    @DisplayName("down stops everything, a second start finds all data")
    void restarts() throws IOException {
        assertEquals(0, suite.down().exit());
        assertTrue(suite.processes().running().isEmpty());
        assertEquals(1, LauncherProcess.run(suite.data(), "status").exit());
        newMasterKey();
        suite.start();
        assertFalse(suite.launcher().said().contains("太原市"), "the sample is loaded once");
        assertEquals(
                2, suite.as(Client.TAIYUAN).get(PATH).body().path("version").asInt());
        assertTrue(suite.as(Client.PROVINCE)
                .get("/v1/headcount-statistics?year=2023&region=14")
                .text()
                .contains("369200"));
        rotated();
    }

    /// What an operator does to rotate: a new line on top.
    private void newMasterKey() throws IOException {
        var file = suite.data().resolve("keys/personal.keys");
        var added = "rotated " + Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)) + "\n";
        Files.writeString(file, added + Files.readString(file));
    }

    /// Everything is wrapped by the new key, and opens.
    private void rotated() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var keys = suite.as(Client.OPERATOR).get("/v1/personal-keys");
            assertEquals("local-1", keys.body().at("/0/id").asText(), keys.text());
            assertEquals(0, keys.body().at("/0/sealed").asInt(), keys.text());
            assertTrue(keys.body().at("/1/current").asBoolean(), keys.text());
        });
        assertEquals(
                "龘靐齉龗",
                suite.as(Client.SHUOCHENG)
                        .get(talent)
                        .body()
                        .at("/facts/personal/name")
                        .asText());
    }

    @Test
    @Order(11)
    @Tag("long")
    @DisplayName("after kill -9 of the launcher, down clears what it left and the next start finds all data")
    void launcherKilled() {
        suite.launcher().process().toHandle().destroyForcibly();
        suite.launcher().awaitEnd();
        assertEquals(6, suite.processes().running().size());
        var ended = suite.down();
        assertEquals(0, ended.exit(), ended.toString());
        assertTrue(suite.processes().running().isEmpty());
        suite.start();
        assertEquals(200, suite.as(Client.TAIYUAN).get(PATH).status());
    }

    @Test
    @Order(12)
    @DisplayName("SIGTERM stops everything")
    void terminated() {
        suite.launcher().process().toHandle().destroy();
        suite.launcher().awaitEnd();
        assertTrue(suite.processes().running().isEmpty());
        assertEquals(0, Http.status(suite.origin() + "/health"));
    }
}
