package dev.podd.jsonrpc;

import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/** Any JSON value as its text, and back. */
final class JsonTextAdapter extends TypeAdapter<JsonText> {
    private final TypeAdapter<JsonElement> trees;

    JsonTextAdapter(TypeAdapter<JsonElement> trees) {
        this.trees = trees;
    }

    @Override
    public JsonText read(JsonReader in) throws IOException {
        return new JsonText(trees.read(in).toString());
    }

    @Override
    public void write(JsonWriter out, JsonText value) throws IOException {
        out.jsonValue(value.text());
    }
}
