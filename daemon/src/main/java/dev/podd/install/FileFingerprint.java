package dev.podd.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Says whether a file is still what was written: the hash of its bytes, or the target of a link. */
final class FileFingerprint {
    /** A folder, a device: nothing that an installation writes. */
    private static final String OTHER = "other";

    private FileFingerprint() {}

    static String of(InstalledFile file) {
        return switch (file) {
            case InstalledFile.Text text -> hash(text.text().getBytes(StandardCharsets.UTF_8));
            case InstalledFile.Link link -> link(link.target());
        };
    }

    /** Of a path at which something lies; a link is not followed. */
    static String of(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return link(Files.readSymbolicLink(path));
        }
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? hash(Files.readAllBytes(path)) : OTHER;
    }

    private static String link(Path target) {
        return "link:" + target;
    }

    private static String hash(byte[] bytes) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
