package org.innoledger.platform.restructuring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The how-to page `docs/platform-restructuring.md`, run as somebody would paste it, against this service.
@QuarkusTest
@WithTestResource(Service.class)
class RestructuringPageTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final long TIMEOUT_MINUTES = 2;

    @TestHTTPResource
    URL service;

    @Test
    @DisplayName("every command does what the page says: 2, then 3, then 1 laboratory, and a picture")
    void page(@TempDir Path folder) throws Exception {
        assumeTrue(
                Stream.of("bash", "curl")
                        .allMatch(program -> Stream.of(System.getenv("PATH").split(":"))
                                .anyMatch(at -> Files.isExecutable(Path.of(at, program)))),
                "this machine has no bash or no curl");
        Files.writeString(folder.resolve("page.sh"), commands());
        var launcher = Files.writeString(folder.resolve("ledger"), launcher());
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        var out = folder.resolve("out");
        var process = new ProcessBuilder("bash", "-eo", "pipefail", "page.sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES), "the page did not end");
        var said = Files.readString(out);
        assertEquals(0, process.exitValue(), said);
        assertTrue(
                said.contains("2023-10-07: 2\n2023-10-08: 3\n2023-12-19: 3\n2023-12-20: 1\n") && said.endsWith("\n1\n"),
                said);
        for (var part : Stream.of("There is one for each", "Build first, then break", "in a circle", "\"MERGED\"")
                .toList()) {
            assertTrue(said.contains(part), part + " is not in\n" + said);
        }
    }

    private String commands() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("..", "docs", "platform-restructuring.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining())
                .replace("http://127.0.0.1:8080", service.toString().replaceFirst("/$", ""));
    }

    /// Stands for `./ledger`, which tells tokens.
    private static String launcher() {
        return """
                #!/bin/sh
                case "$2" in
                taiyuan) echo '%s' ;;
                province) echo '%s' ;;
                esac
                """.formatted(Tokens.TAIYUAN, Tokens.PROVINCE);
    }
}
