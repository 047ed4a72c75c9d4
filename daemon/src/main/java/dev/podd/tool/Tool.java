package dev.podd.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.ToolKind;

/** Something the model may do. One instance serves a Pod; calls may run side by side. */
public interface Tool {
    /** As the model calls it: lower case, unique in a Pod. */
    String name();

    /** What the model is told; short, since a person pays for it at every request. */
    String description();

    /** JSON Schema of the arguments. */
    JsonNode schema();

    ToolKind kind();

    /** Whether a call may change something outside of the conversation: in an untrusted workspace each is asked about. */
    default boolean changesThings() {
        return kind() == ToolKind.EDIT || kind() == ToolKind.EXECUTE;
    }

    /** Whether it can be used now. A turn has the tools that can be used when it begins. */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Reads the arguments of a call and finds out what it would do, without doing it and without looking at the content
     * of files: earlier calls may still change them.
     *
     * @throws ToolException when the arguments do not fit or a path is refused; the model gets the message
     */
    PreparedCall prepare(JsonNode arguments);
}
