package dev.podd.jsonrpc;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records, field by field. A field that is absent or null must be {@code @Nullable}, and null is never written; fields
 * unknown to the record are passed over; what its constructor refuses does not fit. An empty list is an empty object: Lua
 * has one table for both. A record of a sealed interface writes its tag.
 */
final class RecordAdapter extends TypeAdapter<Object> {
    private final Invocation constructor;
    private final Map<String, Field> fields;
    /** Name and value of the field that tells it apart in its union; null outside of one. */
    private final @Nullable String tagName;
    private final String tag;

    private RecordAdapter(Invocation constructor, Map<String, Field> fields, @Nullable Class<?> union, Class<?> type) {
        this.constructor = constructor;
        this.fields = fields;
        this.tagName = union == null ? null : WireName.tagOf(union);
        this.tag = union == null ? "" : WireName.tag(union, type);
    }

    static RecordAdapter of(Gson gson, Class<?> type) {
        Map<String, Field> fields = new LinkedHashMap<>();
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            fields.put(components[i].getName(), Field.of(gson, components[i], i));
        }
        Class<?> union = Arrays.stream(type.getInterfaces()).filter(Class::isSealed).findFirst().orElse(null);
        return new RecordAdapter(constructor(type), fields, union, type);
    }

    @Override
    public Object read(JsonReader in) throws IOException {
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        if (Scalars.isEmptyTable(in, JsonToken.BEGIN_ARRAY)) {
            return complete(values);
        }
        Scalars.expect(in, JsonToken.BEGIN_OBJECT);
        in.beginObject();
        while (in.hasNext()) {
            Field field = fields.get(in.nextName());
            if (field == null || in.peek() == JsonToken.NULL) {
                in.skipValue();
            } else {
                values[field.index] = field.read(in);
            }
        }
        in.endObject();
        return complete(values);
    }

    private Object complete(@Nullable Object[] values) {
        for (Field field : fields.values()) {
            if (values[field.index] == null && !field.optional) {
                throw new Problem("missing").in(field.name);
            }
        }
        return construct(values);
    }

    @Override
    public void write(JsonWriter out, Object value) throws IOException {
        out.beginObject();
        if (tagName != null) {
            out.name(tagName).value(tag);
        }
        for (Field field : fields.values()) {
            Object part = field.of(value);
            if (part != null) {
                out.name(field.name);
                field.adapter.write(out, part);
            }
        }
        out.endObject();
    }

    private Object construct(@Nullable Object[] values) {
        try {
            return Objects.requireNonNull(constructor.of(values));
        } catch (InvocationTargetException e) {
            Throwable refusal = Objects.requireNonNullElse(e.getCause(), e);
            throw new Problem(Objects.requireNonNullElse(refusal.getMessage(), refusal.toString()));
        }
    }

    private static Invocation constructor(Class<?> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return new Invocation(type.getDeclaredConstructor(parameters));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One component: how it is read from JSON, and from the record. */
    private record Field(String name, int index, boolean optional, TypeAdapter<Object> adapter,
            Invocation accessor) {
        @SuppressWarnings("unchecked")
        static Field of(Gson gson, RecordComponent component, int index) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            TypeAdapter<?> adapter = gson.getAdapter(TypeToken.get(component.getGenericType()));
            return new Field(component.getName(), index, optional, (TypeAdapter<Object>) adapter,
                    new Invocation(component.getAccessor()));
        }

        Object read(JsonReader in) throws IOException {
            try {
                return adapter.read(in);
            } catch (Problem e) {
                throw e.in(name);
            }
        }

        @Nullable Object of(Object value) {
            try {
                return accessor.of(value);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
