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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and encodes messages: LSP4J's JSON made strict. Reading builds the tree of the whole message first, since its
 * keys come in any order; params and results stay trees until it is known which type they should have.
 */
final class MessageCodec extends MessageJsonHandler {
    /** The deepest nesting of a message; adapters recurse once a level. */
    private static final int MAX_DEPTH = 500;
    /** The longest message whose tree is built without estimating its size first, in bytes. */
    private static final int SMALL = 1 << 20;
    /** The most that a message and its tree may take, in bytes. The program runs with a heap of 256 MB. */
    private static final long MAX_TREE = 160L << 20;

    private static final Pattern PLACED = Pattern.compile("(.*?) at line (\\d+) column (\\d+) path .*");

    MessageCodec() {
        super(Map.of(), gson -> gson.disableHtmlEscaping().registerTypeAdapterFactory(new StrictTypes()));
    }

    /** @throws BadMessage when there is no message in it, or one that is too large to be read */
    JsonObject read(byte[] body) {
        try {
            if (body.length > SMALL && MessageScan.treeBytes(body) > MAX_TREE) {
                throw new BadMessage(MessageScan.id(body), RpcException.INVALID_REQUEST, "message of " + body.length
                        + " bytes has so many values that it takes more than " + MAX_TREE + " bytes of memory");
            }
            JsonElement tree = tree(body);
            if (tree instanceof JsonObject object) {
                return object;
            }
            throw new BadMessage(null, RpcException.INVALID_REQUEST,
                    tree.isJsonArray() ? "batches are not taken" : "a message is an object");
        } catch (CharacterCodingException e) {
            throw new BadMessage(null, RpcException.PARSE_ERROR, "message is not UTF-8");
        } catch (IOException | JsonParseException | NumberFormatException e) {
            throw unreadable(body, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (OutOfMemoryError e) {
            throw new BadMessage(MessageScan.id(body), RpcException.INVALID_REQUEST,
                    "no memory for a message of " + body.length + " bytes");
        }
    }

    /** @throws Problem when it does not fit */
    <T> T decode(JsonElement tree, Class<T> type) {
        return getGson().getAdapter(type).fromJsonTree(tree);
    }

    /** @throws EncodedMessage.TooLongException it has more bytes than a message may have */
    byte[] write(Message message) {
        if (message instanceof EncodedMessage answer) {
            return answer.body();
        }
        JsonBytes json = new JsonBytes();
        serialize(message, json);
        return json.toBytes();
    }

    /** Valid JSON that goes beyond a limit is told apart from text that is no JSON. */
    private BadMessage unreadable(byte[] body, String reason) {
        if (reason.startsWith("Nesting limit")) {
            return new BadMessage(MessageScan.id(body), RpcException.INVALID_REQUEST,
                    "message is nested deeper than " + MAX_DEPTH + " levels");
        }
        Optional<byte[]> shorter = MessageScan.withoutLongNumbers(body);
        if (shorter.isPresent() && isJson(shorter.get())) {
            @Nullable Either<String, Number> id = MessageScan.id(body);
            return new BadMessage(id, id == null ? RpcException.INVALID_REQUEST : RpcException.INVALID_PARAMS,
                    "params: a number of more than 1000 digits");
        }
        return new BadMessage(null, RpcException.PARSE_ERROR, "message is not readable as JSON" + inPlainWords(reason));
    }

    /** Gson's advice is for who calls it, and the path of a deep value has no end. */
    private static String inPlainWords(String reason) {
        Matcher placed = PLACED.matcher(reason);
        if (!placed.matches()) {
            return ": " + reason;
        }
        String what = placed.group(1).startsWith("Use JsonReader") ? "" : ": " + placed.group(1);
        return what + " at line " + placed.group(2) + ", column " + placed.group(3);
    }

    private boolean isJson(byte[] body) {
        try {
            tree(body);
            return true;
        } catch (IOException | JsonParseException | NumberFormatException e) {
            return false;
        }
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

    private static boolean startsWithByteOrderMark(byte[] body) {
        return body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }
}
