package dev.podd.daemon;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC message as bytes, of which only the outermost members and those one level below are looked at. Nothing is
 * decoded that is not asked for: a relay has to see what passes, not to understand it.
 */
final class RelayedMessage {
    private final byte[] json;
    /** Text of each member's value, as it stands: {@code method}, {@code id}, {@code params.pod}. */
    private final Map<String, int[]> members = new HashMap<>();
    private int at;

    private RelayedMessage(byte[] json) {
        this.json = json;
    }

    /** Reads what can be read of it; what is no JSON has no members. */
    static RelayedMessage of(byte[] json) {
        RelayedMessage message = new RelayedMessage(json);
        try {
            message.object("", 2);
        } catch (ArrayIndexOutOfBoundsException endedEarly) {
            // whoever it is for will say what is wrong with it
        }
        return message;
    }

    byte[] json() {
        return json;
    }

    /** A member's value as JSON text; null when it is absent. */
    @Nullable String raw(String name) {
        int[] place = members.get(name);
        return place == null ? null : new String(json, place[0], place[1] - place[0], StandardCharsets.UTF_8);
    }

    /**
     * A member's value when it is a string without escapes, as ids and methods are; else null. Some JSON writers, that of
     * Neovim 0.10 among them, escape each slash: that one is read.
     */
    @Nullable String text(String name) {
        String raw = raw(name);
        if (raw == null || raw.length() < 2 || raw.charAt(0) != '"') {
            return null;
        }
        String text = raw.substring(1, raw.length() - 1).replace("\\/", "/");
        return text.indexOf('\\') >= 0 ? null : text;
    }

    /** The method of a request or a notification; empty for an answer. */
    String method() {
        String method = text("method");
        return method == null ? "" : method;
    }

    /** Id of a request or of an answer, as JSON text; null for a notification. */
    @Nullable String id() {
        return raw("id");
    }

    private void object(String prefix, int depth) {
        skipSpace();
        if (json[at] != '{') {
            skipValue();
            return;
        }
        at++;
        for (skipSpace(); json[at] != '}'; skipSpace()) {
            int from = at;
            skipValue();
            String name = prefix + new String(json, from + 1, Math.max(0, at - from - 2), StandardCharsets.UTF_8);
            skipSpace();
            at++; // the colon
            member(name, depth);
            skipSpace();
            if (json[at] == ',') {
                at++;
            }
        }
        at++;
    }

    private void member(String name, int depth) {
        skipSpace();
        int from = at;
        if (depth > 1) {
            object(name + ".", depth - 1);
        } else {
            skipValue();
        }
        members.put(name, new int[] {from, at});
    }

    private void skipSpace() {
        while (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t') {
            at++;
        }
    }

    /** One value, which begins here. */
    private void skipValue() {
        int depth = 0;
        int from = at;
        do {
            switch (json[at]) {
                case '"' -> skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0 || (json[from] != '"' && json[from] != '{' && json[from] != '[' && !isEnd(json[at])));
    }

    private static boolean isEnd(byte next) {
        return next == ',' || next == '}' || next == ']' || next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    private void skipString() {
        at++;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        at++;
    }
}
