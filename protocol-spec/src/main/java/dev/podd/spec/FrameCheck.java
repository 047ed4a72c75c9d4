package dev.podd.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the messages of one conversation against the specification: who may send what, with which params, which result
 * answers which request, which errors a method may give.
 */
public final class FrameCheck {
    private final Spec spec;
    private final Map<JsonNode, Method> askedByEditor = new HashMap<>();
    private final Map<JsonNode, Method> askedByDaemon = new HashMap<>();

    public FrameCheck(Spec spec) {
        this.spec = spec;
    }

    /** What is wrong with the next message. */
    public List<String> problems(ObjectNode frame, Method.From from) {
        if (frame.has("method")) {
            return call(frame, from);
        }
        Map<JsonNode, Method> asked = from == Method.From.EDITOR ? askedByDaemon : askedByEditor;
        Method method = asked.remove(frame.path("id"));
        if (frame.has("error")) {
            return error(frame.path("error"), method);
        }
        if (method == null || method.result() == null) {
            return List.of("answer to nothing that was asked: " + frame);
        }
        JsonNode result = frame.path("result");
        boolean mayBeNull = from == Method.From.EDITOR;
        return result.isNull() && mayBeNull ? List.of() : Conformance.problems(spec, method.result(), result);
    }

    private List<String> call(ObjectNode frame, Method.From from) {
        String name = frame.path("method").asText();
        Method method = spec.method(name).orElse(null);
        if (method == null) {
            return from == Method.From.EDITOR ? List.of() : List.of("there is no method " + name);
        }
        List<String> problems = new ArrayList<>();
        if (method.from() != from && method.from() != Method.From.BOTH) {
            problems.add(name + " is not for the " + from + " to send");
        }
        if (frame.has("id") != (method.kind() == Method.Kind.REQUEST)) {
            problems.add(name + " is a " + method.kind());
        }
        if (frame.has("id")) {
            (from == Method.From.EDITOR ? askedByEditor : askedByDaemon).put(frame.path("id"), method);
        }
        if (from == Method.From.DAEMON) {
            problems.addAll(params(method, frame));
        }
        return problems;
    }

    /** What does not fit in the params of a message that the editor sent and that was not refused for it. */
    public List<String> params(Method method, ObjectNode frame) {
        JsonNode params = frame.path("params");
        return params.isMissingNode() && method.params().name().equals("NoParams") ? List.of()
                : Conformance.problems(spec, method.params(), params.isMissingNode() ? NullNode.instance : params);
    }

    private List<String> error(JsonNode error, @Nullable Method method) {
        List<String> problems = new ArrayList<>();
        List<ErrorCode> ofCode = spec.errors().stream()
                .filter(each -> each.code() == error.path("code").intValue()).toList();
        if (ofCode.isEmpty()) {
            return List.of("there is no error " + error.path("code"));
        }
        String name = error.path("data").path("name").asText();
        ErrorCode known = ofCode.stream().filter(each -> each.name().equals(name)).findFirst()
                .orElse(ofCode.getFirst());
        boolean isOwn = known.retry() != null;
        if (isOwn && method != null && !method.errors().contains(known.name())) {
            problems.add(method.name() + " is not said to give " + known.name());
        }
        if (isOwn) {
            problems.addAll(data(known, error.path("data")));
        } else if (error.has("data")) {
            problems.add(known.name() + " has no data");
        }
        return problems;
    }

    private static List<String> data(ErrorCode known, JsonNode data) {
        List<String> problems = new ArrayList<>();
        if (!data.path("name").asText().equals(known.name())) {
            problems.add("data.name is not " + known.name());
        }
        if (data.path("retry").asBoolean() != Boolean.TRUE.equals(known.retry())) {
            problems.add("data.retry is not " + known.retry());
        }
        data.fieldNames().forEachRemaining(field -> {
            if (!known.data().contains(field) && !List.of("name", "retry").contains(field)) {
                problems.add(known.name() + " has no data." + field);
            }
        });
        return problems;
    }
}
