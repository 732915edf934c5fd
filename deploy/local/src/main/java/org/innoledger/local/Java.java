package org.innoledger.local;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a Java process of the suite is started: the launcher's own JDK, a small heap, one garbage collector
/// thread.
final class Java {
    private static final Path TARGET = codeSource().getParent();

    private Java() {}

    /// @param heapMebibytes the most that its heap may take
    /// @param options further options of the JVM
    /// @param arguments what to run: `-jar` and a file, or `-cp`, a class path and a class; and its arguments
    static List<String> command(int heapMebibytes, List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // The first compiler alone halves what a start takes and saves memory; here the database is
                // the limit.
                "-XX:TieredStopAtLevel=1",
                // A process without memory is of no use; it ends, is started again, and loses nothing
                // acknowledged.
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(options);
        command.addAll(arguments);
        return command;
    }

    /// The jar whose manifest names the class path of the launcher and of Kafka.
    static Path launcherJar() {
        return TARGET.resolve("launcher.jar");
    }

    /// The project's folder.
    static Path project() {
        return TARGET.resolve("../../..").normalize();
    }

    /// The folder `target`, which holds the launcher's jar, `lib/`, and PostgreSQL's programs.
    static Path target() {
        return TARGET;
    }

    private static Path codeSource() {
        try {
            return Path.of(Java.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
