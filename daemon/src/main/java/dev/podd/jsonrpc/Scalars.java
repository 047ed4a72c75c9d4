package dev.podd.jsonrpc;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Text, whole numbers, numbers and truth values, each only as itself. */
final class Scalars {
    /** So many fit into a long, whichever they are. */
    private static final int PLAIN_DIGITS = 18;

    private Scalars() {}

    static @Nullable TypeAdapter<?> adapter(Class<?> type) {
        if (type == String.class) {
            return new Scalar<>(JsonToken.STRING, JsonReader::nextString, JsonWriter::value);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Scalar<Boolean>(JsonToken.BOOLEAN, JsonReader::nextBoolean, JsonWriter::value);
        }
        if (type == int.class || type == Integer.class) {
            return new Scalar<Integer>(JsonToken.NUMBER, in -> Math.toIntExact(whole(in)), JsonWriter::value);
        }
        if (type == long.class || type == Long.class) {
            return new Scalar<Long>(JsonToken.NUMBER, Scalars::whole, JsonWriter::value);
        }
        if (type == double.class || type == Double.class) {
            return new Scalar<Double>(JsonToken.NUMBER, JsonReader::nextDouble, JsonWriter::value);
        }
        return null;
    }

    /** Checks what comes next, so that no adapter ever meets a token that it would bend to its own type. */
    static void expect(JsonReader in, JsonToken due) throws IOException {
        JsonToken found = in.peek();
        if (found != due) {
            throw new Problem(name(due) + " is due, found " + name(found));
        }
    }

    /** Whether the other kind of table comes next, with nothing in it; if so it is read. */
    static boolean isEmptyTable(JsonReader in, JsonToken other) throws IOException {
        if (in.peek() != other) {
            return false;
        }
        boolean isList = other == JsonToken.BEGIN_ARRAY;
        if (isList) {
            in.beginArray();
        } else {
            in.beginObject();
        }
        if (in.hasNext()) {
            throw new Problem(isList ? "an object is due, found a list" : "a list is due, found an object");
        }
        if (isList) {
            in.endArray();
        } else {
            in.endObject();
        }
        return true;
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY -> "a list";
            case BEGIN_OBJECT -> "an object";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> "nothing";
        };
    }

    /** However it is spelled, such as 1E2. Most are digits, and BigDecimal takes long to load. */
    private static long whole(JsonReader in) throws IOException {
        String text = in.nextString();
        boolean isPlain = text.length() <= PLAIN_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isPlain ? Long.parseLong(text) : new BigDecimal(text).longValueExact();
    }

    /** One kind of value: its token, how it is read, how it is written. */
    private static final class Scalar<T> extends TypeAdapter<T> {
        private final JsonToken token;
        private final Read<T> read;
        private final Write<T> write;

        Scalar(JsonToken token, Read<T> read, Write<T> write) {
            this.token = token;
            this.read = read;
            this.write = write;
        }

        @Override
        public T read(JsonReader in) throws IOException {
            expect(in, token);
            try {
                return read.from(in);
            } catch (ArithmeticException | NumberFormatException e) {
                throw new Problem("a whole number in range is due");
            }
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            write.to(out, value);
        }
    }

    private interface Read<T> {
        T from(JsonReader in) throws IOException;
    }

    private interface Write<T> {
        void to(JsonWriter out, T value) throws IOException;
    }
}
