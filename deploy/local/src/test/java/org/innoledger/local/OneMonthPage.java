package org.innoledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The how-to page `docs/one-month.md`, run as somebody would paste it, against a suite on another port.
final class OneMonthPage {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final long TIMEOUT_MINUTES = 2;

    private OneMonthPage() {}

    /// Runs all blocks in one shell that ends at the first error.
    static LauncherProcess.Ended run(RunningSuite suite) {
        try {
            var folder = Files.createTempDirectory("innoledger-page");
            try {
                return run(suite, folder);
            } finally {
                Folder.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LauncherProcess.Ended run(RunningSuite suite, Path folder) throws IOException {
        var commands = BLOCK.matcher(Files.readString(Java.project().resolve("docs/one-month.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining())
                .replace("http://127.0.0.1:8080", suite.origin());
        Files.writeString(folder.resolve("page.sh"), commands);
        var launcher = Files.writeString(folder.resolve("ledger"), ledger(suite));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        var out = folder.resolve("out").toFile();
        var err = folder.resolve("err").toFile();
        var process = new ProcessBuilder("bash", "-eo", "pipefail", "page.sh")
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err)
                .start();
        try {
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the page did not end:\n" + Files.readString(out.toPath()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new LauncherProcess.Ended(
                process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    /// Stands for `./ledger`, which would build first and knows only its own folder of data.
    private static String ledger(RunningSuite suite) {
        var command = Java.command(
                        64, List.of(), List.of("-jar", Java.launcherJar().toString()))
                .stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return "#!/bin/sh\nexec " + command + " \"$@\" --data '" + suite.data() + "'\n";
    }
}
