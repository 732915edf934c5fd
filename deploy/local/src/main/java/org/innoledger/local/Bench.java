package org.innoledger.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import org.innoledger.kit.standard.CreditCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures what must not grow: the statistics of coverage with ten thousand activities and with a hundred
/// times as many, over the same enterprises. It files them through the public API, into a run of its own
/// (`./ledger up --no-sample --data DIR`), since they stay there.
@Command(name = "bench", description = "测量覆盖统计的耗时是否随创新活动数量增长 · Whether coverage gets slower with more activities.")
final class Bench implements Callable<Integer> {
    /// The ratio that the statistics must stay below.
    private static final double RATIO_MAX = 1.5;

    /// Lines of one import.
    private static final int LINES = 10_000;

    private static final int ENTERPRISES = 4_000;
    private static final int WARM_UP = 100;
    private static final int MEASURED = 300;
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);
    private static final String[] COUNTIES = {"140602", "140105", "140212", "140403", "140502", "140702", "140802"};
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Launcher.Data data;

    @Option(
            names = "--activities",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "活动数 · Activities in all.")
    private int activities;

    private String origin;
    private Tokens tokens;
    private int filed;
    private String reader;

    @Override
    public Integer call() throws IOException {
        var folder = Folder.existing(data.folder());
        origin = "http://127.0.0.1:" + Ports.last(folder).of(Suite.GATEWAY);
        tokens = Tokens.existing(folder);
        for (int from = 0; from < ENTERPRISES; from += LINES / 5) {
            enterprises(from, Math.min(ENTERPRISES, from + LINES / 5));
        }
        file(LINES);
        var few = measured();
        System.out.printf("%,9d activities: %6.2f ms (median of %d)%n", filed, few, MEASURED);
        file(activities);
        var many = measured();
        System.out.printf("%,9d activities: %6.2f ms (median of %d)%n", filed, many, MEASURED);
        System.out.printf("ratio %.2f (must stay below %.1f)%n", many / few, RATIO_MAX);
        return many / few < RATIO_MAX ? 0 : 1;
    }

    private void enterprises(int from, int to) throws IOException {
        var lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("""
                    {"id": "%s", "facts": {"name": "测量企业%d", "region": "%s", "industry": "C3073", "ownership": "PRIVATE", \
                    "aboveScaleSince": "2020-01-01"}}
                    """.formatted(code(i), i, COUNTIES[i % COUNTIES.length]));
        }
        sent("enterprises", lines);
    }

    /// Files activities until there are this many, those of one enterprise together.
    private void file(int until) throws IOException {
        var begun = Instant.now();
        int first = filed;
        while (filed < until) {
            var lines = new StringBuilder();
            for (int i = 0; i < LINES; i++, filed++) {
                lines.append("""
                        {"facts": {"enterprise": "%s", "kind": "RD_PROJECT", "title": "测量%d", "startedOn": "2026-%02d-10"}}
                        """.formatted(
                                code((int) ((long) filed * ENTERPRISES / Math.max(until, 1) % ENTERPRISES)),
                                filed,
                                1 + filed % 9));
            }
            sent("activities", lines);
        }
        var took = Duration.between(begun, Instant.now());
        System.out.printf(
                "filed %,d in %d s (%,.0f a second)%n",
                filed - first, took.toSeconds(), (filed - first) / Math.max(1.0, took.toMillis() / 1e3));
        await();
    }

    private void sent(String register, StringBuilder lines) throws IOException {
        var answer = Http.post(
                origin + "/v1/" + register + "/imports",
                tokens.token(Client.PROVINCE),
                Map.of("Content-Type", "application/x-ndjson"),
                lines.toString());
        if (answer.statusCode() != 200
                || JSON.readTree(answer.body()).path("refused").asInt() > 0) {
            throw Refusal.of(
                    "导入被拒绝：%s",
                    "An import was refused: %s",
                    answer.body().lines().findFirst().orElse(""));
        }
    }

    /// Waits until the statistics hold every activity.
    private void await() {
        reader = tokens.token(Client.INTEGRATOR);
        var until = Instant.now().plus(WAIT_MAX);
        var begun = Instant.now();
        while (Instant.now().isBefore(until)) {
            long counted = 0;
            for (var item : coverage("month=2026-09&by=month").path("items")) {
                counted += item.at("/sums/newActivities").asLong();
            }
            if (counted >= filed) {
                System.out.printf(
                        "counted %d s later%n",
                        Duration.between(begun, Instant.now()).toSeconds());
                return;
            }
            Pause.of(Duration.ofMillis(200));
        }
        throw Refusal.of("统计在 %s 内未跟上。", "The statistics did not catch up within %s.", WAIT_MAX);
    }

    /// Milliseconds of one request through the gateway, the median.
    private double measured() {
        // Signed once: making a token costs as much as the answer.
        reader = tokens.token(Client.INTEGRATOR);
        var millis = new double[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            var begun = System.nanoTime();
            coverage("month=2026-10&by=region");
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[MEASURED / 2];
    }

    private JsonNode coverage(String query) {
        try {
            return JSON.readTree(Http.get(origin + "/v1/coverage?" + query, reader));
        } catch (JsonProcessingException e) {
            throw Refusal.of("覆盖统计没有应答。", "Coverage gave no answer.");
        }
    }

    private static String code(int number) {
        var organisation = "BE%06d".formatted(number);
        var code = "91140602" + organisation + CreditCode.organisationCheck(organisation);
        return code + CreditCode.check(code);
    }
}
