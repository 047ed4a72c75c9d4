package dev.podd.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session that comes as {@link SessionLines}: the same bytes and hashes, every one of them checked. It is read line by
 * line, once, while it is kept, and no more of it is in memory than one line, or one content as bytes.
 */
public final class ImportedSession {
    /** In characters, of a line that is no content: several times as much as an export has. */
    private static final int MAX_LINE = 24 << 20;
    /** In bytes: as much as the longest input has, 16 Mi characters, where each is escaped. */
    private static final int MAX_CONTENT = 96 << 20;
    /** How a line with content begins in an export. */
    private static final Pattern CONTENT = Pattern.compile(
            "\\{\"" + SessionLines.BLOB + "\":\"([0-9a-f]{64})\",\"" + SessionLines.BASE64 + "\":\"");
    private static final int CONTENT_START = "{'':'','':'".length() + SessionLines.BLOB.length()
            + SessionLines.BASE64.length() + 64;
    /** In characters of Base64, of which four make three bytes. */
    private static final int PIECE = 64 << 10;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Reader lines;
    private final String otherwise;

    /** @param otherwise URI of the workspace folder of a session whose lines name none */
    public ImportedSession(Reader lines, String otherwise) {
        this.lines = lines instanceof BufferedReader || lines instanceof StringReader ? lines
                : new BufferedReader(lines);
        this.otherwise = otherwise;
    }

    /** Where a session is kept while it is read; not all of it is there if the reading fails. */
    public interface Target extends Blobs {
        void add(StoredEntry entry);

        /** A checkpoint that the quota dropped at that time, before the session was exported. */
        void addDropped(String hash, long at);
    }

    /**
     * Reads all lines.
     *
     * @return URI of the workspace folder that the session belongs to
     * @throws SessionCorruptException the chain is broken, or something is missing, at the entry it names
     * @throws UncheckedIOException    the lines cannot be read
     * @throws CancellationException   the caller was interrupted
     */
    public String readInto(Target target) {
        Reading reading = new Reading(target);
        try {
            while (readLine(reading)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the import was cancelled; nothing of it was kept");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (reading.entries == 0) {
            throw reading.broken("there are no entries", null);
        }
        if (!reading.isEnded) {
            throw reading.broken("the text is cut off: the last line of an export, {\"entries\", \"head\"}, is missing",
                    null);
        }
        return reading.workspace == null ? otherwise : reading.workspace;
    }

    /** Reads the next line; false at the end. */
    private boolean readLine(Reading reading) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = lines.read();
        boolean isThere = next >= 0;
        for (; next >= 0 && next != '\n'; next = lines.read()) {
            if (line.length() == MAX_LINE) {
                throw reading.broken("its line has more than " + MAX_LINE + " characters", null);
            }
            line.append((char) next);
            String hash = line.length() == CONTENT_START ? hash(line) : null;
            if (hash != null) {
                reading.blob(hash, content(reading));
                return true;
            }
        }
        if (!line.toString().isBlank()) {
            reading.line(line.toString());
        }
        return isThere;
    }

    /** Of the content that follows in a line; null in a line of another kind. */
    private static @Nullable String hash(StringBuilder line) {
        Matcher content = CONTENT.matcher(line);
        return content.matches() ? content.group(1) : null;
    }

    /** Reads a line with content to its end, from the first character of its Base64 on. */
    private byte[] content(Reading reading) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder piece = new StringBuilder(PIECE);
        int next = lines.read();
        for (; next >= 0 && next != '"' && next != '\n'; next = lines.read()) {
            piece.append((char) next);
            if (piece.length() == PIECE) {
                bytes.writeBytes(reading.bytes(piece.toString()));
                piece.setLength(0);
            }
            if (bytes.size() > MAX_CONTENT) {
                throw reading.broken("its line has content of more than " + MAX_CONTENT + " bytes", null);
            }
        }
        bytes.writeBytes(reading.bytes(piece.toString()));
        boolean isWhole = next == '"' && lines.read() == '}';
        for (next = lines.read(); next >= 0 && next != '\n'; next = lines.read()) {
            isWhole &= Character.isWhitespace(next);
        }
        if (!isWhole) {
            throw reading.broken("its line cannot be read: its content does not end as it should", null);
        }
        return bytes.toByteArray();
    }

    /** What was read so far. */
    private static final class Reading implements Blobs {
        private final Target target;
        private final EntryCodec codec = new EntryCodec(this);
        private final Set<String> blobs = new HashSet<>();
        private final Set<String> dropped = new HashSet<>();
        private HashChain chain = new HashChain("");
        private int segment;
        private long count;
        private long entries;
        private @Nullable String workspace;
        private boolean isEnded;

        Reading(Target target) {
            this.target = target;
        }

        void line(String text) {
            try {
                JsonNode line = Json.read(text);
                if (isEnded) {
                    throw broken("a line follows the last line of the export", null);
                } else if (line.has(SessionLines.BLOB)) {
                    blob(line);
                } else if (line.has(SessionLines.DROPPED)) {
                    dropped(line);
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
            blob(text(line, SessionLines.BLOB), bytes(text(line, SessionLines.BASE64)));
        }

        byte[] bytes(String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw broken("its line cannot be read: " + e.getMessage(), e);
            }
        }

        void blob(String due, byte[] bytes) {
            String hash = HashChain.contentHash(bytes);
            if (!hash.equals(due)) {
                throw broken("content before it does not fit its hash", null);
            }
            if (!blobs.add(hash)) {
                throw broken("content before it is there twice", null);
            }
            target.putBlob(bytes);
        }

        private void dropped(JsonNode line) {
            String hash = text(line, SessionLines.DROPPED);
            if (!HASH.matcher(hash).matches() || !line.path(SessionLines.AT).isIntegralNumber()) {
                throw new IllegalArgumentException("dropped is no hash, or at no time");
            }
            if (!blobs.contains(hash) && dropped.add(hash)) {
                target.addDropped(hash, line.path(SessionLines.AT).longValue());
            }
        }

        private void end(JsonNode line) {
            long due = line.path(SessionLines.ENTRIES).asLong();
            if (due != entries) {
                throw broken("the export has " + due + " entries, found " + entries, null);
            }
            if (!chain.hash().equals(text(line, SessionLines.HEAD))) {
                throw broken("the export ends with another entry", null);
            }
            isEnded = true;
        }

        private void entry(JsonNode line) {
            String json = text(line, SessionLines.ENTRY);
            if (entries == 0 && line.path(SessionLines.WORKSPACE).isTextual()) {
                workspace = line.path(SessionLines.WORKSPACE).textValue();
            }
            if (json.startsWith("{\"kind\":\"segment_start\"")) {
                segment++;
                count = 0;
                chain = new HashChain("");
            } else if (segment == 0) {
                throw broken("a session begins with a segment_start", null);
            }
            byte[] stored = json.getBytes(StandardCharsets.UTF_8);
            if (!chain.append(stored).equals(text(line, SessionLines.HASH))) {
                throw broken("its bytes do not fit its hash", null);
            }
            take(ByteBuffer.wrap(stored));
        }

        private void take(ByteBuffer stored) {
            EntryCodec.Decoded decoded;
            try {
                decoded = codec.decode("", due(), stored);
            } catch (MissingBlob e) {
                throw broken("content that it names is missing", e);
            } catch (SessionCorruptException e) {
                throw broken("it is no entry", e);
            }
            if (!References.checkpoints(decoded.payload())
                    .allMatch(hash -> blobs.contains(hash) || dropped.contains(hash))) {
                throw broken("content that it names is missing", null);
            }
            target.add(new StoredEntry(due(), Integer.toString(segment), decoded.kind(), decoded.at(), chain.hash(),
                    stored, decoded.payload()));
            entries++;
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
            throw new IllegalStateException("an import is only read here");
        }

        @Override
        public byte[] blob(String hash) {
            if (!blobs.contains(hash)) {
                throw new MissingBlob(hash);
            }
            return target.blob(hash);
        }
    }

    /** An entry names content that did not stand before it. */
    private static final class MissingBlob extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingBlob(String hash) {
            super("there is no content " + hash);
        }
    }
}
