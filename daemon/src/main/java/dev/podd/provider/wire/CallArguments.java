package dev.podd.provider.wire;

import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.json.TreeSize;

/** A tool call's arguments as they may be sent: every provider refuses a history that holds anything but an object. */
public final class CallArguments {
    private static final String NONE = "{}";

    private CallArguments() {}

    /** The arguments as the model wrote them, or an empty object where they are not one. */
    public static String object(String arguments) {
        return isObject(arguments) ? arguments.strip() : NONE;
    }

    static boolean isObject(String arguments) {
        try {
            return !arguments.isBlank() && !TreeSize.isTooLarge(arguments) && Json.read(arguments).isObject();
        } catch (JsonException notJson) {
            return false;
        }
    }
}
