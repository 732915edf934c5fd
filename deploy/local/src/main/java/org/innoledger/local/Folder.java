package org.innoledger.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// The data folder of a local run, `.ledger/` unless `--data` names another: all that the suite keeps stands
/// in it.
///
/// @param root the folder itself, absolute
record Folder(Path root) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// Opens the folder for a start, makes what is missing of it, and refuses one that cannot be used.
    static Folder make(Path root) {
        var folder = new Folder(root.toAbsolutePath().normalize());
        if (Files.exists(folder.root) && !Files.isDirectory(folder.root)) {
            throw Refusal.of(
                    "数据目录 %s 是一个文件而不是目录，请用 --data 指定其他位置。",
                    "The data folder %s is a file, not a folder; name another place with --data.", folder.root);
        }
        try {
            if (!Files.exists(folder.root)) {
                Files.createDirectories(folder.root.getParent());
                Files.createDirectory(folder.root, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            folder.refuseStrangers();
            for (var part :
                    new Path[] {folder.state(), folder.processes(), folder.hold(), folder.logs(), folder.keys()}) {
                Files.createDirectories(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw folder.unusable();
        }
        if (!Files.isReadable(folder.root) || !Files.isWritable(folder.state())) {
            throw folder.unusable();
        }
        return folder;
    }

    /// A folder with other people's files is none of ours to fill, whoever may write there.
    private void refuseStrangers() throws IOException {
        try (var content = Files.list(root)) {
            if (!Files.isDirectory(state()) && content.findAny().isPresent()) {
                throw Refusal.of(
                        "%s 不是空目录，也不是台账的数据目录，请用 --data 指定其他位置。",
                        "%s is neither empty nor a data folder of the ledger; name another place with --data.", root);
            }
        }
    }

    /// Opens the folder of a run that is or was; refuses when there has been none.
    static Folder existing(Path root) {
        var folder = new Folder(root.toAbsolutePath().normalize());
        if (!Files.isDirectory(folder.state())) {
            throw Refusal.of(
                    "%s 中还没有数据，请先运行 ./ledger up。", "There is no data in %s yet; run ./ledger up first.", folder.root);
        }
        return folder;
    }

    /// Refuses to start when less than `mebibytes` are free, since PostgreSQL and Kafka fail badly on a full
    /// disk.
    void checkFreeSpace(long mebibytes) {
        try {
            long free = Files.getFileStore(root).getUsableSpace() >> 20;
            if (free < mebibytes) {
                throw Refusal.of(
                        "磁盘空间不足：%s 所在磁盘只剩 %d MiB，至少需要 %d MiB。",
                        "Too little disk space: %s has %d MiB left, and %d MiB are needed.", root, free, mebibytes);
            }
        } catch (IOException e) {
            throw unusable();
        }
    }

    /// Takes the folder for this process until it ends, however it ends; refuses while another process has it.
    /// The channel stays open on purpose: closing it would give the lock back.
    FileChannel take() {
        var channel = tryTake();
        if (channel.isEmpty()) {
            throw Refusal.of(
                    "使用 %s 的台账已在运行；可用 ./ledger status 查看，./ledger down 停止。",
                    "A ledger is already running on %s; see ./ledger status, or stop it with ./ledger down.", root);
        }
        return channel.get();
    }

    /// As [#take], empty while another process has the folder.
    Optional<FileChannel> tryTake() {
        try {
            var channel = FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(channel);
        } catch (IOException e) {
            throw unusable();
        }
    }

    Refusal unusable() {
        return Refusal.of(
                "数据目录 %s 无法读写，请检查其权限。", "The data folder %s cannot be read and written; check its permissions.", root);
    }

    /// The refusal of a folder whose content is not what a start left there.
    Refusal broken(Path what) {
        return Refusal.of(
                "数据目录已损坏（%s），请从备份恢复，或用 --data 指定其他位置。",
                "The data folder is broken (%s); restore it from a backup, or name another place with --data.", what);
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path state() {
        return root.resolve("state");
    }

    /// One file a running process: its pid and its start time.
    Path processes() {
        return state().resolve("processes");
    }

    /// A file here with a process's name keeps that process stopped until the file is gone.
    Path hold() {
        return root.resolve("hold");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path keys() {
        return root.resolve("keys");
    }

    Path postgres() {
        return root.resolve("postgresql");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /// Made when the whole sample has been loaded.
    Path sampleMarker() {
        return state().resolve("sample-loaded");
    }

    /// The properties in a file, none when it is absent.
    Properties read(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw broken(file);
            }
        }
        return properties;
    }

    /// Writes a file that only its owner may read. It is there whole or not at all, also after a crash.
    static void write(Path file, String content) {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, content);
            move(fresh, file);
        } catch (IOException e) {
            throw Refusal.unexpected(file.toString(), e);
        }
    }

    /// Puts a file or folder that was made beside its place into it, in one step.
    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Deletes a folder with all in it, such as what an interrupted first start left.
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw Refusal.unexpected(folder.toString(), e);
        }
    }
}
