package dev.podd.jsonrpc;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How wire types are read and written: records, sealed interfaces of records with their tag {@code type}, enums in
 * camelCase, lists, text, whole numbers, truth values. Nothing is coerced; an absent or null field must be
 * {@code @Nullable}; what does not fit is a {@link Problem} that names its place. Types other than these are LSP4J's
 * own messages and stay as Gson has them.
 */
final class StrictTypes implements TypeAdapterFactory {
    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> token) {
        return (TypeAdapter<T>) adapter(gson, token);
    }

    private @Nullable TypeAdapter<?> adapter(Gson gson, TypeToken<?> token) {
        Class<?> raw = token.getRawType();
        if (raw == JsonText.class) {
            return new JsonTextAdapter(gson.getAdapter(JsonElement.class));
        }
        if (raw.isRecord()) {
            return RecordAdapter.of(gson, raw);
        }
        if (raw.isSealed() && raw.isInterface()) {
            return UnionAdapter.of(gson, raw);
        }
        if (raw.isEnum() && raw.getPackageName().startsWith("dev.podd.")) {
            return EnumAdapter.of(raw);
        }
        if (raw == List.class) {
            return ListAdapter.of(gson, token);
        }
        return Scalars.adapter(raw);
    }
}
