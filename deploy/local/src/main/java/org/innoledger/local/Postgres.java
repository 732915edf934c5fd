package org.innoledger.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The PostgreSQL server of a local run: its programs, its cluster, the three databases and their roles.
final class Postgres {
    static final List<String> DATABASES = List.of("ledger", "talent", "platform");

    private static final String MAJOR = "18";
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(2);

    private final Folder folder;
    private final Path programs;
    private final Path data;
    private final boolean asRoot;

    Postgres(Folder folder) {
        this.folder = folder;
        this.programs = Java.target().resolve("postgresql");
        this.data = folder.postgres().resolve("data");
        this.asRoot = System.getProperty("user.name").equals("root");
    }

    /// Refuses a cluster that this server cannot open, before anything is started.
    void check() {
        if (!Files.exists(data)) {
            return;
        }
        var versionFile = data.resolve("PG_VERSION");
        if (!Files.isDirectory(data) || !Files.isReadable(versionFile)) {
            throw folder.broken(data);
        }
        try {
            var version = Files.readString(versionFile).strip();
            if (!version.equals(MAJOR)) {
                throw Refusal.of(
                        "数据目录 %s 由 PostgreSQL %s 创建，本程序使用 %s，请先迁移数据。",
                        "The data folder %s was made by PostgreSQL %s, and this suite uses %s; migrate the data first.",
                        data,
                        version,
                        MAJOR);
            }
        } catch (IOException e) {
            throw folder.broken(versionFile);
        }
    }

    /// Makes the cluster at the first start. It is made beside its place, so that an interrupted start leaves
    /// none.
    void prepare(Secrets secrets) {
        try {
            Files.createDirectories(folder.postgres());
        } catch (IOException e) {
            throw folder.broken(folder.postgres());
        }
        if (Files.exists(data)) {
            return;
        }
        var fresh = folder.postgres().resolve("data.new");
        Folder.delete(fresh);
        var password = folder.postgres().resolve("password");
        Folder.write(password, secrets.of(Secrets.SUPERUSER));
        run(List.of(
                program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + Secrets.SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                // The builtin provider orders and folds alike on every machine, whatever its C library.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        try {
            Files.delete(password);
            Folder.move(fresh, data);
        } catch (IOException e) {
            throw Refusal.unexpected("initdb", e);
        }
    }

    /// The server itself. Durability settings stay as they are by default: fsync and synchronous_commit are
    /// on.
    Child.Command command(Ports ports) {
        var command = asPlainUser();
        command.add(program("postgres"));
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(ports.of(Suite.POSTGRES))));
        for (var setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=120",
                "shared_buffers=96MB",
                "jit=off",
                "max_wal_size=512MB",
                "log_checkpoints=off")) {
            command.addAll(List.of("-c", setting));
        }
        return new Child.Command(Suite.POSTGRES, command, Map.of());
    }

    /// Waits until the server takes connections, then makes the roles and databases that are missing.
    void bootstrap(Ports ports, Secrets secrets) {
        try (var connection = connect(ports, secrets);
                var statement = connection.createStatement()) {
            statement.execute(resource("/org/innoledger/kit/bootstrap.sql"));
            for (var role : List.of(Secrets.OWNER, Secrets.APP, Secrets.SYSTEM)) {
                // Passwords are of the URL-safe Base64 alphabet, so nothing in them needs quoting.
                statement.execute("alter role " + role + " password '" + secrets.of(role) + "'");
            }
            for (var database : DATABASES) {
                create(statement, database);
            }
        } catch (SQLException e) {
            throw Refusal.unexpected("PostgreSQL", e);
        }
    }

    private static void create(Statement statement, String database) throws SQLException {
        try (var found = statement.executeQuery("select from pg_database where datname = '" + database + "'")) {
            if (found.next()) {
                return;
            }
        }
        statement.execute("create database " + database + " owner " + Secrets.OWNER);
    }

    private Connection connect(Ports ports, Secrets secrets) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + ports.of(Suite.POSTGRES) + "/postgres";
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (true) {
            try {
                return DriverManager.getConnection(url, Secrets.SUPERUSER, secrets.of(Secrets.SUPERUSER));
            } catch (SQLException notYet) {
                // 28P01: the server runs, and its passwords are not the ones in the folder.
                if ("28P01".equals(notYet.getSQLState())) {
                    throw folder.broken(folder.state().resolve("passwords.properties"));
                }
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Pause.of(Duration.ofMillis(50));
            }
        }
    }

    /// Fast shutdown: sessions are ended, everything is written, no recovery is needed at the next start.
    void stop(ProcessHandle handle) {
        try {
            run(List.of(program("pg_ctl"), "stop", "--pgdata=" + data, "--mode=fast", "--no-wait"));
        } catch (Refusal notByItsOwnTool) {
            handle.destroy();
        }
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    /// PostgreSQL refuses to run as root; in a user namespace of its own the process is nobody and the files
    /// stay ours.
    private List<String> asPlainUser() {
        return new ArrayList<>(asRoot ? List.of("unshare", "--user") : List.of());
    }

    private void run(List<String> command) {
        var whole = asPlainUser();
        whole.addAll(command);
        try {
            var process = new ProcessBuilder(whole).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw failed(command.getFirst(), said);
            }
        } catch (IOException e) {
            throw Refusal.unexpected(String.join(" ", whole.subList(0, 2)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unexpected(command.getFirst(), e);
        }
    }

    private static Refusal failed(String program, String said) {
        if (Refusal.saysDiskFull(said)) {
            return Refusal.diskFull();
        }
        if (said.contains("unshare")) {
            return Refusal.of(
                    "PostgreSQL 不能以 root 运行，而本机不允许 unshare --user，请换用普通用户启动。",
                    "PostgreSQL does not run as root, and this machine does not allow unshare --user; start as an ordinary user.");
        }
        var last = said.strip().lines().reduce((first, second) -> second).orElse("");
        return Refusal.of("%s 失败：%s。", "%s failed: %s.", Path.of(program).getFileName(), last);
    }

    private static String resource(String name) {
        try (var in = Postgres.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refusal.unexpected(name, e);
        }
    }
}
