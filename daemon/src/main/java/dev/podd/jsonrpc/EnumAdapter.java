package dev.podd.jsonrpc;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Enums as camelCase text; a text that is none of them does not fit. */
final class EnumAdapter extends TypeAdapter<Enum<?>> {
    private final Map<String, Enum<?>> constants;

    private EnumAdapter(Map<String, Enum<?>> constants) {
        this.constants = constants;
    }

    static EnumAdapter of(Class<?> type) {
        Map<String, Enum<?>> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(WireName.constant((Enum<?>) constant), (Enum<?>) constant);
        }
        return new EnumAdapter(constants);
    }

    @Override
    public Enum<?> read(JsonReader in) throws IOException {
        Scalars.expect(in, JsonToken.STRING);
        String text = in.nextString();
        Enum<?> constant = constants.get(text);
        if (constant == null) {
            throw new Problem("\"" + text + "\" is none of " + String.join(", ", constants.keySet()));
        }
        return constant;
    }

    @Override
    public void write(JsonWriter out, Enum<?> constant) throws IOException {
        out.value(WireName.constant(constant));
    }
}
