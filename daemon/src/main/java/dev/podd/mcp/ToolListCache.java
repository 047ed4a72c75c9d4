package dev.podd.mcp;

import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What servers offered when they were last asked, a file each, so that a Pod opens without starting them. The file's name
 * is a hash of the server's configuration without secret values. A cache that cannot be read or written is as good as
 * none.
 */
public final class ToolListCache {
    private static final Duration KEPT = Duration.ofDays(60);
    private static final Duration FRESH = Duration.ofDays(1);
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final Path folder;
    private final InstantSource clock;
    private final Supplier<String> names;

    /** @param names a new name each time, for files that are not whole yet */
    public ToolListCache(Path folder, InstantSource clock, Supplier<String> names) {
        this.folder = folder;
        this.clock = clock;
        this.names = names;
    }

    /**
     * What a server offered.
     *
     * @param isFresh whether that is not longer ago than a day
     */
    record Known(ToolList list, boolean isFresh) {}

    Optional<Known> read(McpServerSettings server) {
        Path file = file(server);
        try {
            if (!Files.exists(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            boolean isFresh = Files.getLastModifiedTime(file).toInstant().plus(FRESH).isAfter(clock.instant());
            return Optional.of(new Known(Json.read(Files.readString(file), ToolList.class), isFresh));
        } catch (IOException | JsonException unreadable) {
            return Optional.empty();
        }
    }

    void write(McpServerSettings server, ToolList list) {
        Path whole = file(server);
        Path part = folder.resolve(names.get());
        try {
            PrivateFiles.createFolders(folder);
            try (FileChannel channel = PrivateFiles.open(part, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                for (ByteBuffer text = ByteBuffer.wrap(Json.writeBytes(list)); text.hasRemaining();) {
                    channel.write(text);
                }
            }
            Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forgetOld();
        } catch (IOException e) {
            deleteQuietly(part);
        }
    }

    private void forgetOld() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().plus(KEPT).isBefore(clock.instant())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it is deleted as an old file later
        }
    }

    private Path file(McpServerSettings server) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(server.way().identity().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
