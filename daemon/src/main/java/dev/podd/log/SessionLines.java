package dev.podd.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A session as JSON lines, one an entry: <code>{"hash", "entry": <i>its stored text</i>}</code>, the first with the
 * workspace folder that it belongs to. Content that an entry needs stands before it:
 * <code>{"blob": <i>hash</i>, "base64"}</code>, or <code>{"dropped": <i>hash</i>, "at"}</code> where it is a checkpoint that
 * the quota has dropped. The last line, <code>{"entries": <i>number</i>, "head": <i>hash of the
 * last one</i>}</code>, shows that none is missing. So lines that come back are the same session, byte for byte, whose
 * chain can be checked.
 */
public final class SessionLines {
    static final String HASH = "hash";
    static final String ENTRY = "entry";
    static final String BLOB = "blob";
    static final String BASE64 = "base64";
    static final String DROPPED = "dropped";
    static final String AT = "at";
    static final String ENTRIES = "entries";
    static final String HEAD = "head";
    static final String WORKSPACE = "workspaceFolder";
    private final SessionStore store;
    private final String session;
    private final Consumer<String> lines;
    private final Set<String> written = new HashSet<>();
    private boolean isBegun;
    private long entries;
    private long dropped;
    private String head = "";

    private SessionLines(SessionStore store, String session, Consumer<String> lines) {
        this.store = store;
        this.session = session;
        this.lines = lines;
    }

    /**
     * Hands out the lines of a session, oldest entry first, each without its line end.
     *
     * @return how many checkpoints the quota has dropped, so that the lines do not hold them
     * @throws SessionCorruptException the session is damaged, at the entry it names
     */
    public static long of(SessionStore store, String session, Consumer<String> lines) {
        SessionLines export = new SessionLines(store, session, lines);
        Entries.each(store, session, export::entry);
        lines.accept(Json.write(Json.object().put(ENTRIES, export.entries).put(HEAD, export.head)));
        return export.dropped;
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
        if (!written.add(hash)) {
            return;
        }
        try {
            lines.accept("{\"" + BLOB + "\":\"" + hash + "\",\"" + BASE64 + "\":\""
                    + Base64.getEncoder().encodeToString(store.blob(session, hash)) + "\"}");
        } catch (CheckpointDroppedException gone) {
            dropped++;
            lines.accept(Json.write(Json.object().put(DROPPED, hash).put(AT, gone.droppedAt())));
        }
    }

    private Set<String> needed(StoredEntry entry) {
        Set<String> hashes = new LinkedHashSet<>();
        References.addLargeValues(entry.json(), hash -> store.blob(session, hash), hashes);
        References.checkpoints(entry.payload()).forEach(hashes::add);
        return hashes;
    }
}
