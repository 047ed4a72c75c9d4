package dev.podd.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A session as JSON lines, one an entry: <code>{"hash", "entry": <i>its stored text</i>}</code>, the first with the
 * workspace folder that it belongs to. Content that an entry needs stands before it:
 * <code>{"blob": <i>hash</i>, "base64"}</code>. The last line, <code>{"entries": <i>number</i>, "head": <i>hash of the
 * last one</i>}</code>, shows that none is missing. So lines that come back are the same session, byte for byte, whose
 * chain can be checked.
 */
public final class SessionLines {
    static final String HASH = "hash";
    static final String ENTRY = "entry";
    static final String BLOB = "blob";
    static final String BASE64 = "base64";
    static final String ENTRIES = "entries";
    static final String HEAD = "head";
    static final String WORKSPACE = "workspaceFolder";
    private final SessionStore store;
    private final String session;
    private final Consumer<String> lines;
    private final Set<String> written = new HashSet<>();
    private boolean isBegun;
    private long entries;
    private String head = "";

    private SessionLines(SessionStore store, String session, Consumer<String> lines) {
        this.store = store;
        this.session = session;
        this.lines = lines;
    }

    /**
     * Hands out the lines of a session, oldest entry first, each without its line end.
     *
     * @throws SessionCorruptException the session is damaged, at the entry it names
     */
    public static void of(SessionStore store, String session, Consumer<String> lines) {
        SessionLines export = new SessionLines(store, session, lines);
        Entries.each(store, session, export::entry);
        lines.accept(Json.write(Json.object().put(ENTRIES, export.entries).put(HEAD, export.head)));
    }

    private void entry(StoredEntry entry) {
        needed(entry).forEach(this::blob);
        ObjectNode line = Json.object().put(HASH, entry.hash()).put(ENTRY, entry.json());
        lines.accept(Json.write(isBegun ? line : line.put(WORKSPACE, store.summary(session).workspace())));
        isBegun = true;
        entries++;
        head = entry.hash();
    }

    private void blob(String hash) {
        if (written.add(hash)) {
            lines.accept("{\"" + BLOB + "\":\"" + hash + "\",\"" + BASE64 + "\":\""
                    + Base64.getEncoder().encodeToString(store.blob(session, hash)) + "\"}");
        }
    }

    private Set<String> needed(StoredEntry entry) {
        Set<String> hashes = new LinkedHashSet<>();
        if (entry.json().contains(LargeValues.MARK)) {
            references(Json.read(entry.json()), hashes);
        }
        contents(entry.payload()).forEach(hashes::add);
        return hashes;
    }

    private void references(JsonNode tree, Set<String> hashes) {
        for (String hash : LargeValues.references(tree)) {
            if (hashes.add(hash)) {
                references(Json.read(store.blob(session, hash)), hashes);
            }
        }
    }

    /** Hashes of the content that an entry names without holding it. */
    public static Stream<String> contents(Entry entry) {
        if (entry instanceof Entry.FileChange change) {
            return Stream.of(change.before(), change.after()).flatMap(Stream::ofNullable);
        }
        if (entry instanceof Entry.PendingChanges pending) {
            return Stream.of(pending.base(), pending.text());
        }
        return entry instanceof Entry.SegmentStart start ? start.pending().stream().flatMap(SessionLines::contents)
                : Stream.of();
    }
}
