package dev.podd.store;

import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.log.Head;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/** What a list shows of a session, so that it need not be opened for it. Made anew from the log when it is lost. */
record SummaryFile(Path path) {
    /** A summary and the head that it was made at. */
    record Summary(SessionSummary session, Head head) {
        Summary withCheckpoints(long bytes) {
            return new Summary(session.withCheckpoints(bytes), head);
        }
    }

    /** Empty when there is none that can be read. */
    Optional<Summary> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        int space = text.indexOf(' ');
        String json = text.substring(space + 1);
        if (space < 0 || !text.substring(0, space).equals(check(json))) {
            return Optional.empty();
        }
        try {
            String utf8 = new String(json.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return Optional.of(Json.read(utf8, Summary.class));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    void write(Summary summary) throws IOException {
        String json = new String(Json.writeBytes(summary), StandardCharsets.ISO_8859_1);
        Path fresh = path.resolveSibling("summary.new");
        try (FileChannel file = PrivateFiles.open(fresh, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap((check(json) + " " + json).getBytes(StandardCharsets.ISO_8859_1)));
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String check(String bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(sum.getValue());
    }
}
