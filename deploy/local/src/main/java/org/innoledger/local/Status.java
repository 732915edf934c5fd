package org.innoledger.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what runs, how much memory it takes, and what the gateway says of the suite's health.
@Command(name = "status", description = "查看各进程与运行状况 · Show the processes and their health.")
final class Status implements Callable<Integer> {
    @Mixin
    private Launcher.Data data;

    @Override
    public Integer call() {
        var folder = Folder.existing(data.folder());
        var processes = new Processes(folder, handle -> {});
        var ports = Ports.last(folder);
        var names = new ArrayList<String>();
        names.add(Processes.LAUNCHER);
        Suite.STOP_ORDER.reversed().forEach(names::addAll);
        boolean all = true;
        long total = 0;
        boolean launched = processes.find(Processes.LAUNCHER).isPresent();
        System.out.printf("%-18s %8s %7s %9s%n", "process", "pid", "port", "MiB");
        for (var name : names) {
            var handle = processes.find(name);
            // What a launcher that is gone has left on record is tried by nobody.
            var restarts = processes.restarts(name).filter(left -> launched);
            all &= handle.isPresent()
                    && restarts.filter(Processes.Restarts::keepsDying).isEmpty();
            long kibibytes = handle.map(it -> kibibytes(name, it)).orElse(0L);
            total += kibibytes;
            var held =
                    launched && handle.isEmpty() && Files.exists(folder.hold().resolve(name));
            var line = "%-18s %8s %7s %9s  %s"
                    .formatted(
                            name,
                            handle.map(it -> Long.toString(it.pid())).orElse("–"),
                            ports.of(name) == 0 ? "" : ports.of(name),
                            handle.isPresent() ? kibibytes >> 10 : "–",
                            held
                                    ? "暂停 held"
                                    : restarts.map(it -> told(it, handle.isPresent()))
                                            .orElse(""));
            System.out.println(line.stripTrailing());
        }
        System.out.printf("%-18s %8s %7s %9d%n", "", "", "", total >> 10);
        return all & health(folder, ports) ? 0 : 1;
    }

    /// How often a process died in a row, and when it is tried again.
    private static String told(Processes.Restarts restarts, boolean runs) {
        int deaths = restarts.deaths();
        if (runs && !restarts.keepsDying()) {
            return "已重启，已连续退出 %d 次 · restarted, deaths in a row: %1$d".formatted(deaths);
        }
        long seconds = Duration.between(Instant.now(), restarts.next()).toSeconds();
        return runs || seconds < 0
                ? "重启中，已连续退出 %d 次，正在重试 · restarting, deaths in a row: %1$d, being tried now".formatted(deaths)
                : "重启中，已连续退出 %d 次，%d 秒后重试 · restarting, deaths in a row: %1$d, next try in %2$d s"
                        .formatted(deaths, seconds);
    }

    private static boolean health(Folder folder, Ports ports) {
        var token = Tokens.existing(folder).token(Client.OPERATOR);
        var body = Http.get("http://127.0.0.1:" + ports.of(Suite.GATEWAY) + "/health", token);
        try {
            JsonNode health = new ObjectMapper().readTree(body);
            health.path("services")
                    .properties()
                    .forEach(service -> System.out.println(service.getKey() + " " + service.getValue()));
            System.out.println(health.path("status").asText("–"));
            return health.path("status").asText().equals("UP");
        } catch (IOException noAnswer) {
            System.out.println("–");
            return false;
        }
    }

    /// The memory of a process, and of the children that PostgreSQL has for its sessions: each shared page
    /// counted by its share (PSS), so that the sum over all
    /// processes is what they really take together.
    private static long kibibytes(String name, ProcessHandle handle) {
        var children = name.equals(Suite.POSTGRES) ? handle.descendants() : Stream.<ProcessHandle>empty();
        return Stream.concat(Stream.of(handle), children)
                .mapToLong(each -> proportionalKibibytes(each.pid()))
                .sum();
    }

    private static long proportionalKibibytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException | RuntimeException endedOrNotLinux) {
            return 0;
        }
    }
}
