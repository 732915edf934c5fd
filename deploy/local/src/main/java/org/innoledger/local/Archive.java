package org.innoledger.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs as they travel in an ordinary jar: a tar.xz on the class path.
final class Archive {
    private Archive() {}

    /// Unpacks the archive for this machine into `target` unless that is there already.
    static void unpack(Path target) {
        if (Files.isDirectory(target)) {
            return;
        }
        var name = resource();
        try (InputStream in = Archive.class.getResourceAsStream(name)) {
            if (in == null) {
                throw Refusal.of(
                        "没有适用于本机（%s %s）的 PostgreSQL 程序。",
                        "There are no PostgreSQL programs for this machine (%s %s).",
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
            }
            var fresh = target.resolveSibling(target.getFileName() + ".new");
            Folder.delete(fresh);
            extract(in, fresh);
            Folder.move(fresh, target);
        } catch (IOException e) {
            throw Refusal.unexpected(target.toString(), e);
        }
    }

    private static String resource() {
        var os = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        var arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "/postgres-" + os + "-" + arch + ".txz";
    }

    private static void extract(InputStream in, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("an entry leads out of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, permissions(entry));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        var permissions = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((entry.getMode() & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions;
    }
}
