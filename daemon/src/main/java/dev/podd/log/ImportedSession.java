package dev.podd.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A session read from {@link SessionLines}: the same bytes and hashes, every one of them checked.
 *
 * @param workspace URI of the workspace folder that it belongs to
 * @param blobs     by their hashes
 */
public record ImportedSession(String workspace, List<StoredEntry> entries, Map<String, byte[]> blobs) {
    /**
     * Reads lines.
     *
     * @param otherwise the workspace of a session whose lines name none
     * @throws SessionCorruptException the chain is broken, or something is missing, at the entry it names
     */
    public static ImportedSession of(String lines, String otherwise) {
        Reading reading = new Reading();
        lines.lines().filter(Predicate.not(String::isBlank)).forEach(reading::line);
        if (reading.entries.isEmpty()) {
            throw reading.broken("there are no entries", null);
        }
        if (!reading.isEnded) {
            throw reading.broken("the text is cut off: the last line of an export, {\"entries\", \"head\"}, is missing",
                    null);
        }
        return new ImportedSession(reading.workspace == null ? otherwise : reading.workspace, reading.entries,
                reading.blobs);
    }

    /** What was read so far. */
    private static final class Reading implements Blobs {
        private final EntryCodec codec = new EntryCodec(this);
        private final List<StoredEntry> entries = new ArrayList<>();
        private final Map<String, byte[]> blobs = new LinkedHashMap<>();
        private HashChain chain = new HashChain("");
        private int segment;
        private long count;
        private @Nullable String workspace;
        private boolean isEnded;

        void line(String text) {
            try {
                JsonNode line = Json.read(text);
                if (isEnded) {
                    throw broken("a line follows the last line of the export", null);
                } else if (line.has(SessionLines.BLOB)) {
                    blob(line);
                } else if (line.has(SessionLines.ENTRIES)) {
                    end(line);
                } else {
                    entry(line);
                }
            } catch (JsonException | IllegalArgumentException e) {
                throw broken("its line cannot be read: " + e.getMessage(), e);
            }
        }

        private void blob(JsonNode line) {
            byte[] bytes = Base64.getDecoder().decode(text(line, SessionLines.BASE64));
            int before = blobs.size();
            if (!putBlob(bytes).equals(text(line, SessionLines.BLOB))) {
                throw broken("content before it does not fit its hash", null);
            }
            if (blobs.size() == before) {
                throw broken("content before it is there twice", null);
            }
        }

        private void end(JsonNode line) {
            long due = line.path(SessionLines.ENTRIES).asLong();
            if (due != entries.size()) {
                throw broken("the export has " + due + " entries, found " + entries.size(), null);
            }
            if (!chain.hash().equals(text(line, SessionLines.HEAD))) {
                throw broken("the export ends with another entry", null);
            }
            isEnded = true;
        }

        private void entry(JsonNode line) {
            String json = text(line, SessionLines.ENTRY);
            if (entries.isEmpty() && line.path(SessionLines.WORKSPACE).isTextual()) {
                workspace = line.path(SessionLines.WORKSPACE).textValue();
            }
            if (json.startsWith("{\"kind\":\"segment_start\"")) {
                segment++;
                count = 0;
                chain = new HashChain("");
            } else if (segment == 0) {
                throw broken("a session begins with a segment_start", null);
            }
            if (!chain.append(json).equals(text(line, SessionLines.HASH))) {
                throw broken("its bytes do not fit its hash", null);
            }
            take(json);
        }

        private void take(String json) {
            EntryCodec.Decoded decoded;
            try {
                decoded = codec.decode("", due(), ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
                SessionLines.contents(decoded.payload()).forEach(this::blob);
            } catch (LogException e) {
                throw broken(e instanceof StoreFailedException ? "content that it names is missing"
                        : "it is no entry", e);
            }
            entries.add(new StoredEntry(due(), Integer.toString(segment), decoded.kind(), decoded.at(), chain.hash(),
                    json, decoded.payload()));
            count++;
        }

        private static String text(JsonNode line, String field) {
            if (!line.path(field).isTextual()) {
                throw new IllegalArgumentException(field + " is missing");
            }
            return line.path(field).textValue();
        }

        /** Id of the entry that comes next. */
        private String due() {
            return Math.max(1, segment) + "." + (count + 1);
        }

        SessionCorruptException broken(String reason, @Nullable Throwable cause) {
            return SessionCorruptException.ofImport(due(), reason, cause);
        }

        @Override
        public String putBlob(byte[] bytes) {
            String hash = HashChain.contentHash(bytes);
            blobs.put(hash, bytes);
            return hash;
        }

        @Override
        public byte[] blob(String hash) {
            byte[] bytes = blobs.get(hash);
            if (bytes == null) {
                throw StoreFailedException.noBlob("", hash);
            }
            return bytes;
        }
    }
}
