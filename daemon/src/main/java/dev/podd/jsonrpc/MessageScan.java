package dev.podd.jsonrpc;

import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** Reads a message's JSON token by token, without building its tree, for messages whose tree cannot be built. */
final class MessageScan {
    /** What one value of a Gson tree takes beside its text, about, in bytes. */
    private static final long VALUE_BYTES = 120;
    /** The most digits of a number that Gson reads. */
    private static final int MAX_DIGITS = 1000;

    private MessageScan() {}

    /** About how many bytes the message and its tree take. */
    static long treeBytes(byte[] body) throws IOException {
        long values = 0;
        try (JsonReader reader = reader(body)) {
            while (true) {
                JsonToken token = reader.peek();
                switch (token) {
                    case BEGIN_ARRAY -> reader.beginArray();
                    case BEGIN_OBJECT -> reader.beginObject();
                    case END_ARRAY -> reader.endArray();
                    case END_OBJECT -> reader.endObject();
                    case NAME, STRING, NUMBER, BOOLEAN, NULL -> reader.skipValue();
                    case END_DOCUMENT -> {
                        return 2L * body.length + values * VALUE_BYTES;
                    }
                }
                values++;
            }
        }
    }

    /** The id of a request, however deep its params are; null when there is none, or when it cannot be read. */
    static @Nullable Either<String, Number> id(byte[] body) {
        try (JsonReader reader = reader(body)) {
            reader.beginObject();
            while (reader.hasNext()) {
                if (reader.nextName().equals("id")) {
                    return Envelope.id(JsonParser.parseReader(reader));
                }
                reader.skipValue();
            }
            return null;
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** The same JSON with its overlong numbers cut, or empty when it has none. */
    static Optional<byte[]> withoutLongNumbers(byte[] body) {
        ByteArrayOutputStream cut = new ByteArrayOutputStream(body.length);
        boolean isInText = false;
        int digits = 0;
        for (int at = 0; at < body.length; at++) {
            byte b = body[at];
            digits = !isInText && isInNumber(b) ? digits + 1 : 0;
            if (digits <= MAX_DIGITS) {
                cut.write(b);
            }
            if (isInText && b == '\\' && at + 1 < body.length) {
                cut.write(body[++at]);
            } else if (b == '"') {
                isInText = !isInText;
            }
        }
        return cut.size() == body.length ? Optional.empty() : Optional.of(cut.toByteArray());
    }

    private static boolean isInNumber(byte b) {
        return b >= '0' && b <= '9' || b == '.';
    }

    private static JsonReader reader(byte[] body) {
        JsonReader reader = new JsonReader(
                new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
        reader.setNestingLimit(Integer.MAX_VALUE);
        return reader;
    }
}
