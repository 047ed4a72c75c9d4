package dev.podd.jsonrpc;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;

/** Lists, with none of their elements null. An empty object is an empty list: Lua has one table for both. */
final class ListAdapter<E> extends TypeAdapter<List<E>> {
    private final TypeAdapter<E> elements;

    private ListAdapter(TypeAdapter<E> elements) {
        this.elements = elements;
    }

    static ListAdapter<?> of(Gson gson, TypeToken<?> list) {
        if (!(list.getType() instanceof ParameterizedType type)) {
            throw new IllegalArgumentException("list without a type of element");
        }
        return new ListAdapter<>(gson.getAdapter(TypeToken.get(type.getActualTypeArguments()[0])));
    }

    @Override
    public List<E> read(JsonReader in) throws IOException {
        if (Scalars.isEmptyTable(in, JsonToken.BEGIN_OBJECT)) {
            return List.of();
        }
        Scalars.expect(in, JsonToken.BEGIN_ARRAY);
        List<E> list = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            try {
                list.add(elements.read(in));
            } catch (Problem e) {
                throw e.in("[" + list.size() + "]");
            }
        }
        in.endArray();
        return List.copyOf(list);
    }

    @Override
    public void write(JsonWriter out, List<E> list) throws IOException {
        out.beginArray();
        for (E element : list) {
            elements.write(out, element);
        }
        out.endArray();
    }
}
