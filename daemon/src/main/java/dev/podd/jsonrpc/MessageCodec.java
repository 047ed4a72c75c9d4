package dev.podd.jsonrpc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

/**
 * Messages as bytes and back: LSP4J's JSON made strict. Reading looks at the whole message before any part of it, since
 * its keys come in any order; params and results stay trees until it is known what they should be.
 */
final class MessageCodec extends MessageJsonHandler {
    /** Deeper than any message of ours; past it a reader's stack would be the limit. */
    private static final int MAX_DEPTH = 500;

    MessageCodec() {
        super(Map.of(), gson -> gson.disableHtmlEscaping().registerTypeAdapterFactory(new StrictTypes()));
    }

    /** @throws BadMessage when there is no message in it */
    JsonObject read(byte[] body) {
        try {
            JsonElement tree = tree(body);
            if (tree instanceof JsonObject object) {
                return object;
            }
            throw new BadMessage(null, RpcException.INVALID_REQUEST,
                    tree.isJsonArray() ? "batches are not taken" : "a message is an object");
        } catch (CharacterCodingException e) {
            throw new BadMessage(null, RpcException.PARSE_ERROR, "message is not UTF-8");
        } catch (IOException | JsonParseException | NumberFormatException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            boolean isJson = reason.startsWith("Nesting limit");
            throw new BadMessage(null, isJson ? RpcException.INVALID_REQUEST : RpcException.PARSE_ERROR,
                    "message is not readable as JSON: " + reason);
        } catch (OutOfMemoryError e) {
            throw new BadMessage(null, RpcException.INVALID_REQUEST,
                    "no memory for a message of " + body.length + " bytes");
        }
    }

    /** @throws Problem when it does not fit */
    <T> T decode(JsonElement tree, Class<T> type) {
        return getGson().getAdapter(type).fromJsonTree(tree);
    }

    byte[] write(Message message) {
        return utf8(serialize(message));
    }

    private JsonElement tree(byte[] body) throws IOException {
        int mark = startsWithByteOrderMark(body) ? 3 : 0;
        try (Reader text = new InputStreamReader(new ByteArrayInputStream(body, mark, body.length - mark),
                StandardCharsets.UTF_8.newDecoder()); JsonReader reader = new JsonReader(text)) {
            // The strictest of Gson's takes no lone surrogate, which the text of an editor may well have.
            reader.setStrictness(Strictness.LEGACY_STRICT);
            reader.setNestingLimit(MAX_DEPTH);
            JsonElement tree = getGson().getAdapter(JsonElement.class).read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("text after the message");
            }
            return tree;
        }
    }

    /** UTF-8, with a surrogate that has no partner as an escape, which JSON text can carry and UTF-8 can not. */
    private static byte[] utf8(String json) {
        StringBuilder escaped = null;
        int from = 0;
        for (int at = 0; at < json.length(); at++) {
            char c = json.charAt(at);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (at + 1 < json.length() && Character.isSurrogatePair(c, json.charAt(at + 1))) {
                at++;
                continue;
            }
            escaped = escaped == null ? new StringBuilder() : escaped;
            escaped.append(json, from, at).append(String.format("\\u%04x", (int) c));
            from = at + 1;
        }
        String text = escaped == null ? json : escaped.append(json, from, json.length()).toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean startsWithByteOrderMark(byte[] body) {
        return body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }
}
