package dev.podd.jsonrpc;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sealed interfaces, whose records are told apart by the field {@code type}. */
final class UnionAdapter extends TypeAdapter<Object> {
    static final String TAG = "type";

    private final Gson gson;
    private final Map<String, Class<?>> variants;

    private UnionAdapter(Gson gson, Map<String, Class<?>> variants) {
        this.gson = gson;
        this.variants = variants;
    }

    static UnionAdapter of(Gson gson, Class<?> union) {
        Map<String, Class<?>> variants = new LinkedHashMap<>();
        for (Class<?> variant : union.getPermittedSubclasses()) {
            variants.put(WireName.tag(variant), variant);
        }
        return new UnionAdapter(gson, variants);
    }

    @Override
    public Object read(JsonReader in) throws IOException {
        Scalars.expect(in, JsonToken.BEGIN_OBJECT);
        JsonObject tree = (JsonObject) gson.getAdapter(JsonElement.class).read(in);
        return gson.getAdapter(variant(tree.get(TAG))).fromJsonTree(tree);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void write(JsonWriter out, Object value) throws IOException {
        ((TypeAdapter<Object>) gson.getAdapter(value.getClass())).write(out, value);
    }

    private Class<?> variant(@Nullable JsonElement tag) {
        if (tag == null || tag.isJsonNull()) {
            throw unfit("missing");
        }
        boolean isText = tag.isJsonPrimitive() && tag.getAsJsonPrimitive().isString();
        Class<?> variant = isText ? variants.get(tag.getAsString()) : null;
        if (variant == null) {
            throw unfit(tag + " is unknown");
        }
        return variant;
    }

    private Problem unfit(String found) {
        return new Problem(found + "; due is one of " + String.join(", ", variants.keySet())).in(TAG);
    }
}
