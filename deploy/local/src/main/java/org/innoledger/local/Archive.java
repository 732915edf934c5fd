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

/// PostgreSQL's programs as they travel in an ordinary jar: a tar.xz on the class path. The build unpacks it,
/// since that takes several seconds, which no start should spend.
public final class Archive {
    private Archive() {}

    /// Unpacks the archive for this machine.
    ///
    /// @param arguments the folder to make, and what the archive is called; nothing is done when the same is
    ///     there
    public static void main(String[] arguments) throws IOException {
        unpack(Path.of(arguments[0]), arguments[1]);
    }

    private static void unpack(Path target, String version) throws IOException {
        var marker = target.resolve("version");
        if (Files.exists(marker) && Files.readString(marker).equals(version)) {
            return;
        }
        var name = resource();
        try (InputStream in = Archive.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("There are no PostgreSQL programs for this machine: " + name);
            }
            Folder.delete(target);
            extract(in, target);
            Files.writeString(marker, version);
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
