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

/** Sealed interfaces, whose records are told apart by a field, {@code type} if not {@link Spelled} otherwise. */
final class UnionAdapter extends TypeAdapter<Object> {
    private final Gson gson;
    private final String tag;
    private final Map<String, Class<?>> variants;

    private UnionAdapter(Gson gson, String tag, Map<String, Class<?>> variants) {
        this.gson = gson;
        this.tag = tag;
        this.variants = variants;
    }

    static UnionAdapter of(Gson gson, Class<?> union) {
        Map<String, Class<?>> variants = new LinkedHashMap<>();
        for (Class<?> variant : union.getPermittedSubclasses()) {
            variants.put(WireName.tag(union, variant), variant);
        }
        return new UnionAdapter(gson, WireName.tagOf(union), variants);
    }

    @Override
    public Object read(JsonReader in) throws IOException {
        Scalars.expect(in, JsonToken.BEGIN_OBJECT);
        JsonObject tree = (JsonObject) gson.getAdapter(JsonElement.class).read(in);
        return gson.getAdapter(variant(tree.get(tag))).fromJsonTree(tree);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void write(JsonWriter out, Object value) throws IOException {
        ((TypeAdapter<Object>) gson.getAdapter(value.getClass())).write(out, value);
    }

    private Class<?> variant(@Nullable JsonElement found) {
        if (found == null || found.isJsonNull()) {
            throw unfit("missing");
        }
        boolean isText = found.isJsonPrimitive() && found.getAsJsonPrimitive().isString();
        Class<?> variant = isText ? variants.get(found.getAsString()) : null;
        if (variant == null) {
            throw unfit(found + " is unknown");
        }
        return variant;
    }

    private Problem unfit(String found) {
        return new Problem(found + "; due is one of " + String.join(", ", variants.keySet())).in(tag);
    }
}
