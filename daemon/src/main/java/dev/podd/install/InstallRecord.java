package dev.podd.install;

import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What an installation has written, kept below the prefix. While one is being made, a file may stand in it with both
 * fingerprints, the old and the new one.
 *
 * @param folders those that were made for it, the prefix and folders above it included, outermost first
 */
record InstallRecord(List<Entry> files, List<String> folders) {
    static final Path PLACE = Path.of("share", "podd", "install.json");

    InstallRecord {
        files = List.copyOf(files);
        folders = List.copyOf(folders);
    }

    /**
     * A file.
     *
     * @param place relative to the prefix
     */
    record Entry(String place, String fingerprint) {}

    /**
     * Reads the record of a prefix; an empty one where nothing is installed. Of folders only empty ones are ever removed.
     *
     * @throws InstallException it is damaged
     */
    static InstallRecord of(Path prefix) {
        Path file = prefix.resolve(PLACE);
        if (!Files.exists(file)) {
            return new InstallRecord(List.of(), List.of());
        }
        try {
            InstallRecord found = Json.read(Files.readString(file), InstallRecord.class);
            found.files().forEach(entry -> requireBelow(prefix, entry.place()));
            return found;
        } catch (IOException | JsonException | IllegalArgumentException | NullPointerException e) {
            throw new InstallException(file + ", which says what podd install has written, cannot be read: "
                    + e.getMessage());
        }
    }

    private static void requireBelow(Path prefix, String place) {
        if (!prefix.resolve(place).normalize().startsWith(prefix) || prefix.resolve(place).normalize().equals(prefix)) {
            throw new IllegalArgumentException(place + " is not below " + prefix);
        }
    }

    boolean isEmpty() {
        return files.isEmpty() && folders.isEmpty();
    }

    boolean has(String place) {
        return files.stream().anyMatch(entry -> entry.place().equals(place));
    }

    boolean has(String place, String fingerprint) {
        return files.contains(new Entry(place, fingerprint));
    }

    void write(Path prefix) throws IOException {
        Path file = prefix.resolve(PLACE);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, (Json.tree(this).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
