package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("the launcher as a process")
class LauncherTest {
    @TempDir
    Path data;

    /// A refusal is exit code 1 and one sentence in Chinese and one in English, and nothing keeps running.
    private void assertRefused(LauncherProcess.Ended ended, String word) {
        var lines = ended.err().strip().lines().toList();
        assertEquals(1, ended.exit(), ended.toString());
        assertEquals(2, lines.size(), ended.toString());
        assertTrue(lines.get(0).endsWith("。"), ended.toString());
        assertTrue(lines.get(1).endsWith("."), ended.toString());
        assertTrue(lines.stream().allMatch(line -> line.contains(word)), ended.toString());
        assertTrue(new Processes(new Folder(data), handle -> {}).running().isEmpty());
    }

    @Test
    @DisplayName("refuses a port that is in use")
    void portInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, Ports.LOOPBACK)) {
            var port = Integer.toString(taken.getLocalPort());
            assertRefused(LauncherProcess.run(data, "up", "--port", port), port);
        }
    }

    @Test
    @DisplayName("refuses a port that is none")
    void noPort() {
        assertRefused(LauncherProcess.run(data, "up", "--port", "70000"), "65535");
    }

    @Test
    @DisplayName("refuses a data folder that is a file")
    void file() throws IOException {
        var file = Files.writeString(data.resolve("file"), "");
        assertRefused(LauncherProcess.run(file, "up"), file.toString());
    }

    @Test
    @DisplayName("refuses a data folder that cannot be made")
    void unmakeable() throws IOException {
        Files.writeString(data.resolve("file"), "");
        var inside = data.resolve("file/folder");
        assertRefused(LauncherProcess.run(inside, "up"), inside.toString());
    }

    @Test
    @DisplayName("refuses a folder of other files")
    void strange() throws IOException {
        Files.writeString(data.resolve("file"), "");
        assertRefused(LauncherProcess.run(data, "up"), data.toString());
        try (var content = Files.list(data)) {
            assertEquals(List.of(data.resolve("file")), content.toList());
        }
    }

    @Test
    @DisplayName("refuses data of another PostgreSQL version")
    void otherVersion() throws IOException {
        Folder.make(data);
        Files.createDirectories(data.resolve("postgresql/data"));
        Files.writeString(data.resolve("postgresql/data/PG_VERSION"), "17\n");
        assertRefused(LauncherProcess.run(data, "up", "--port", freePort()), "PostgreSQL 17");
    }

    @Test
    @DisplayName("refuses a PostgreSQL folder without its version")
    void noVersion() throws IOException {
        Folder.make(data);
        Files.createDirectories(data.resolve("postgresql/data"));
        assertRefused(LauncherProcess.run(data, "up", "--port", freePort()), "postgresql/data");
    }

    @Test
    @DisplayName("refuses a Kafka folder without its metadata")
    void noKafkaMetadata() throws IOException {
        Folder.make(data);
        Files.createDirectories(data.resolve("kafka/data"));
        assertRefused(LauncherProcess.run(data, "up", "--port", freePort()), "kafka/data");
    }

    @Test
    @DisplayName("refuses to start on a nearly full disk")
    void fullDisk() {
        var tooMuch = Map.of("INNOLEDGER_FREE_SPACE_MIB", "999999999999");
        var ended =
                LauncherProcess.start(tooMuch, "up", "--data", data.toString()).awaitEnd();
        assertRefused(ended, "MiB");
    }

    @Test
    @DisplayName("refuses a second start on the same data")
    void taken() throws IOException {
        try (var lock = Folder.make(data).take()) {
            assertTrue(lock.isOpen());
            assertRefused(LauncherProcess.run(data, "up"), data.toString());
        }
    }

    @Test
    @DisplayName("refuses an unknown option with the usage")
    void unknownOption() {
        var ended = LauncherProcess.run("up", "--bogus");
        assertEquals(2, ended.exit());
        assertTrue(ended.err().contains("--no-sample"), ended.err());
    }

    @Test
    @DisplayName("names the clients when asked for a token of another")
    void unknownClient() {
        assertRefused(LauncherProcess.run(data, "token", "nobody"), String.join(", ", Client.titles()));
    }

    @Test
    @DisplayName("refuses a token, the status and a stop before the first start")
    void nothingYet() {
        var none = data.resolve("none");
        assertRefused(LauncherProcess.run(none, "token", "taiyuan"), none.toString());
        assertRefused(LauncherProcess.run(none, "status"), none.toString());
        assertRefused(LauncherProcess.run(none, "down"), none.toString());
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    @DisplayName("prints a token that the public key confirms, with the client's roles and regions, and nothing else")
    void token(Client client) throws Exception {
        var folder = Folder.make(data);
        Tokens.make(folder);
        var ended = LauncherProcess.run(data, "token", client.title);
        assertEquals(0, ended.exit(), ended.err());
        var keys = new JsonWebKeySet(Files.readString(Tokens.jwks(folder))).getJsonWebKeys();
        var claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                .setExpectedIssuer("https://ledger.local")
                .setExpectedAudience("innoledger")
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(60)
                .build()
                .processToClaims(ended.out().stripTrailing());
        assertEquals(client.title, claims.getSubject());
        assertEquals(client.title, claims.getStringClaimValue("azp"));
        assertEquals(client.title, claims.getStringClaimValue("upn"));
        assertEquals(client.groups, claims.getStringListClaimValue("groups"));
        assertEquals(client.regions, claims.getStringListClaimValue("regions"));
    }

    @Test
    @DisplayName("keeps the private key to its owner and out of the public file")
    void privateKey() throws IOException {
        var folder = Folder.make(data);
        Tokens.make(folder);
        var permissions = Files.getPosixFilePermissions(folder.keys().resolve("private.jwk"));
        assertEquals(PosixFilePermissions.fromString("rw-------"), permissions);
        assertFalse(Files.readString(Tokens.jwks(folder)).contains("\"d\""));
    }

    @Test
    @DisplayName("clears what a killed launcher left, and never a stranger that was given the same pid")
    void leftovers() throws IOException {
        var folder = Folder.make(data);
        var processes = new Processes(folder, handle -> {});
        var ours = new ProcessBuilder("sleep", "600").start();
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            processes.record(Suite.LEDGER, ours.toHandle());
            long otherStart =
                    stranger.toHandle().info().startInstant().orElseThrow().toEpochMilli() - 60_000;
            Folder.write(folder.processes().resolve(Suite.TALENT), stranger.pid() + " " + otherStart);
            assertEquals(List.of(Suite.LEDGER), processes.running());
            var ended = LauncherProcess.run(data, "down");
            assertEquals(0, ended.exit(), ended.toString());
            assertTrue(ended.out().contains(Suite.LEDGER), ended.out());
            assertFalse(ours.isAlive());
            assertTrue(stranger.isAlive());
        } finally {
            ours.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, Ports.LOOPBACK)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
