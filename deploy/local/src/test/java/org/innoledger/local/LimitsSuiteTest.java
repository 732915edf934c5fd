package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What callers may ask for is more than the processes' heaps would hold at once; none of them ends for it.
@Tag("long")
@DisplayName("a running suite that is asked for much at once")
@ExtendWith(RunningSuite.Extension.class)
class LimitsSuiteTest {
    /// The largest import by bytes and nearly by lines, none of which can be filed.
    private static final byte[] IMPORT = ("{\"facts\": {\"name\": \"" + "x".repeat(3_100) + "\"}}\n")
            .repeat(9_900)
            .getBytes(StandardCharsets.UTF_8);

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final RunningSuite suite;

    LimitsSuiteTest(RunningSuite suite) {
        this.suite = suite;
    }

    private Map<String, Long> processes() {
        return Suite.SERVICES.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> suite.processes().find(name).orElseThrow().pid()));
    }

    /// Sends requests all at once and gives their statuses; what is answered is read and dropped.
    private List<Integer> atOnce(Stream<HttpRequest.Builder> requests) {
        var token = Tokens.existing(new Folder(suite.data())).token(Client.PROVINCE);
        try (var client = HttpClient.newHttpClient()) {
            var running = requests.map(request -> client.sendAsync(
                            request.timeout(TIMEOUT)
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.discarding()))
                    .toList();
            return running.stream()
                    .map(CompletableFuture::join)
                    .map(answer -> answer.statusCode())
                    .toList();
        }
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(suite.origin() + path));
    }

    private HttpRequest.Builder imported(String register) {
        return get(register + "/imports")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(IMPORT));
    }

    private static void servedOrTurnedAway(List<Integer> statuses) {
        assertTrue(statuses.stream().allMatch(status -> status == 200 || status == 503), statuses.toString());
        assertTrue(statuses.contains(200), statuses.toString());
    }

    @Test
    @DisplayName("three imports of 29 MiB for each service at once: each is answered or asked to come again")
    void imports() {
        var before = processes();
        servedOrTurnedAway(atOnce(Stream.of("/v1/enterprises", "/v1/talents", "/v1/platforms")
                .flatMap(register -> Stream.generate(() -> imported(register)).limit(3))));
        assertEquals(before, processes());
        servedOrTurnedAway(atOnce(Stream.of(imported("/v1/platforms"))));
    }

    @Test
    @DisplayName("lists, histories and feeds of the largest records, 48 readers at once: the same")
    void reads() {
        var before = processes();
        var name = "员".repeat(190);
        var members = IntStream.range(0, 380)
                .mapToObj(i -> Map.of("role", "SUPPORTING", "unitName", name + i, "since", "2022-01-10"))
                .toList();
        var city = suite.as(Client.TAIYUAN);
        var paths = IntStream.range(0, 8)
                .mapToObj(i -> "/v1/alliances/" + UUID.randomUUID())
                .toList();
        long after = city.get("/v1/platform/changes?after=0&limit=1")
                .body()
                .path("head")
                .asLong();
        for (var path : paths) {
            for (int number = 1; number <= 5; number++) {
                var facts = Map.of(
                        "kind", "ALLIANCE",
                        "name", "示例·大联盟",
                        "region", "140105",
                        "cluster", "BIG_DATA",
                        "documentNumber", "第" + number + "号",
                        "members", members);
                var filed = city.put(path, facts);
                assertTrue(filed.status() == 200 || filed.status() == 201, filed.text());
            }
        }
        servedOrTurnedAway(atOnce(IntStream.range(0, 16)
                .boxed()
                .flatMap(i -> Stream.of(
                        get(paths.get(i % 8) + "/history"),
                        get("/v1/alliances?limit=500&sort=-recordedAt"),
                        get("/v1/platform/changes?limit=1000&after=" + after)))));
        assertEquals(before, processes());
    }
}
