package dev.podd.provider.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small steps of writing a request. */
public final class RequestJson {
    private RequestJson() {}

    /** UTF-8; half a character, which a file may hold but UTF-8 cannot, becomes '?'. */
    public static byte[] bytes(ObjectNode body) {
        return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }

    public static ArrayNode array(List<ObjectNode> nodes) {
        return Json.mapper().createArrayNode().addAll(nodes);
    }

    public static ArrayNode texts(List<String> texts) {
        ArrayNode array = Json.mapper().createArrayNode();
        texts.forEach(array::add);
        return array;
    }
}
