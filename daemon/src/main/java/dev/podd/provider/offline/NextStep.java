package dev.podd.provider.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.util.List;

/** What comes next: an answer, or tools to be run first. */
sealed interface NextStep {
    record Say(String text) implements NextStep {}

    record Ask(List<Call> calls) implements NextStep {}

    /** One tool to be run. */
    record Call(String tool, ObjectNode arguments) {
        /** How often each file has a match. */
        static Call count(String pattern, boolean ignoresCase) {
            ObjectNode arguments = Json.object().put("pattern", pattern).put("output", "count");
            return new Call("grep", ignoresCase ? arguments.put("ignore_case", true) : arguments);
        }

        /** The matching lines of a file, and those around them. */
        static Call lines(String pattern, String path) {
            return new Call("grep", Json.object().put("pattern", pattern).put("path", path).put("ignore_case", true)
                    .put("context", 3));
        }

        static Call names(String pattern) {
            return new Call("glob", Json.object().put("pattern", pattern));
        }

        static Call read(String path, int offset, int limit) {
            return new Call("read", Json.object().put("path", path).put("offset", offset).put("limit", limit));
        }
    }
}
