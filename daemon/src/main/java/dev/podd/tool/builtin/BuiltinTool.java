package dev.podd.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.ToolKind;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolException;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What built-in tools share: arguments arrive as a record {@code A}. */
abstract class BuiltinTool<A> implements Tool {
    private final String name;
    private final ToolKind kind;
    private final String description;
    private final JsonNode schema;
    private final Class<A> arguments;
    private final @Nullable PlatformWork threads;

    /** A tool that waits more than it computes: its calls stay on the thread that runs them. */
    BuiltinTool(String name, ToolKind kind, Class<A> arguments, String description, Schema schema) {
        this(null, name, kind, arguments, description, schema);
    }

    /** @param threads where calls run and previews are made; null for the thread that asks */
    BuiltinTool(@Nullable PlatformWork threads, String name, ToolKind kind, Class<A> arguments, String description,
            Schema schema) {
        this.threads = threads;
        this.name = name;
        this.kind = kind;
        this.description = description;
        this.schema = schema.build();
        this.arguments = arguments;
    }

    /** May take its time: it looks at paths, and some tools ask. */
    abstract PlannedCall plan(A given) throws InterruptedException;

    @Override
    public final PreparedCall prepare(JsonNode given) {
        for (JsonNode required : schema.path("required")) {
            if (!given.hasNonNull(required.asText())) {
                throw new ToolException(name + " needs " + required.asText());
            }
        }
        PlatformWork apart = threads;
        Supplier<PlannedCall> plan = () -> PlannedCall.translated(() -> planned(bind(given)));
        return apart == null ? plan.get()
                : PlannedCall.soon(apart, name, given.path("path").asText(), plan).on(apart, name);
    }

    private PlannedCall planned(A given) {
        try {
            return plan(given);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("the call was stopped before it was known what it would do");
        }
    }

    private A bind(JsonNode given) {
        try {
            return Json.bind(given, arguments);
        } catch (JsonException e) {
            throw new ToolException(name + ": " + e.getMessage());
        }
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final ToolKind kind() {
        return kind;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final JsonNode schema() {
        return schema;
    }
}
