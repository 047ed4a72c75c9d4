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
        byte[] direct = Json.writeBytes(body);
        return mayHoldHalfACharacter(direct) ? Json.write(body).getBytes(StandardCharsets.UTF_8) : direct;
    }

    /**
     * Half a character is written as an escape, which not every service can read. The way over a string is the same for
     * all other text, but takes twice the time and four times the memory.
     */
    private static boolean mayHoldHalfACharacter(byte[] json) {
        for (int i = 0; i < json.length - 2; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u' && (json[i + 2] == 'D' || json[i + 2] == 'd')) {
                return true;
            }
        }
        return false;
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
