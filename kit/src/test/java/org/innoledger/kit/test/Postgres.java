package org.innoledger.kit.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A real PostgreSQL for the tests of all modules: the first module of a Maven run starts it, the others find
/// it, and it ends with the run.
public final class Postgres {
    private final int port;

    private Postgres(int port) {
        this.port = port;
    }

    /// The server of this run.
    public static synchronized Postgres ofThisRun() {
        // Maven forks a JVM for each module's tests; what they share is the process that forked them.
        var run = ProcessHandle.current().parent().orElse(ProcessHandle.current());
        var folder = Path.of(System.getProperty("java.io.tmpdir"), "innoledger-test-" + run.pid());
        try {
            Files.createDirectories(folder);
            var note = folder.resolve("port");
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("the lock of " + folder + " was lost");
                }
                if (!Files.exists(note)) {
                    Files.writeString(note, String.valueOf(start(folder, run.pid())));
                }
                return new Postgres(Integer.parseInt(Files.readString(note)));
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL for the tests did not start: " + e.getMessage(), e);
        }
    }

    private static int start(Path folder, long run) throws IOException, SQLException {
        // Durability is for the suite itself; here a crash of the machine loses nothing that anyone wants.
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "128MB")
                .start();
        var data = folder.resolve("data").toString();
        // The server ends when Maven does, and its folder goes with it.
        new ProcessBuilder(
                        "sh",
                        "-c",
                        "while kill -0 $0 2>/dev/null; do sleep 1; done; kill -INT $(head -1 \"$1/postmaster.pid\"); sleep 2; rm -rf \"$2\"",
                        String.valueOf(run),
                        data,
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(bootstrap());
        }
        return server.getPort();
    }

    private static String bootstrap() {
        try (var in = Postgres.class.getResourceAsStream("/org/innoledger/kit/bootstrap.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a new empty database, dropping what bore its name.
    public String fresh(String name) {
        try (var connection = superuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name + " owner innoledger_owner template template0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    /// JDBC address of a database of this server.
    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /// A connection that sees everything, for a test to look behind the service.
    public Connection superuser(String name) throws SQLException {
        return DriverManager.getConnection(url(name), "postgres", "");
    }
}
