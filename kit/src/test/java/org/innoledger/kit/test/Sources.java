package org.innoledger.kit.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The repository as its files stand on this machine, for rules that are about the text.
public final class Sources {
    private static final String LANDMARK = "docs/ARCHITECTURE.md";

    /// The folders that hold Java.
    private static final List<String> MODULES =
            List.of("kit", "ledger-service", "talent-service", "platform-service", "gateway", "deploy/local");

    private Sources() {}

    /// All modules.
    public static List<Path> modules() {
        return MODULES.stream().map(root()::resolve).toList();
    }

    /// The folder of the whole repository, from whichever module a test runs in.
    public static Path root() {
        var start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve(LANDMARK)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(LANDMARK + " is nowhere above " + start));
    }

    /// Files below a folder whose names end like this, in their order.
    public static List<Path> below(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The Java files of a module's main tree, none for a folder that has none.
    public static List<Path> java(Path module) {
        var tree = module.resolve("src/main/java");
        return Files.exists(tree) ? below(tree, ".java") : List.of();
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
