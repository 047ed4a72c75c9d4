package dev.podd.mcp;

import dev.podd.item.Part;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.tool.ToolOutput;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a server answers, as text for the model. Pictures go along; of sounds and bytes it says that they are there. */
final class McpResult {
    /** More of them cost more than they tell. */
    private static final int MOST_IMAGES = 10;

    private McpResult() {}

    static ToolOutput of(String tool, McpSchema.CallToolResult result) {
        String text = texts(result);
        List<Part.Image> images = Objects.requireNonNullElse(result.content(), List.<McpSchema.Content>of()).stream()
                .flatMap(each -> McpImage.of(each).stream()).limit(MOST_IMAGES).toList();
        boolean isError = Boolean.TRUE.equals(result.isError());
        return new ToolOutput(isError ? ToolOutcome.ERROR : ToolOutcome.OK, tool + (isError ? " failed: " : ": ")
                + size(text), text.isEmpty() ? null : text, null, images);
    }

    static ToolOutput of(String tool, McpSchema.ReadResourceResult result) {
        List<McpSchema.ResourceContents> contents = Objects.requireNonNullElse(result.contents(), List.of());
        String text = contents.stream().map(McpResult::text).collect(Collectors.joining("\n\n"));
        return ToolOutput.ok(tool + ": " + size(text), text);
    }

    static String size(String text) {
        long lines = text.lines().count();
        return text.isEmpty() ? "nothing"
                : lines + (lines == 1 ? " line, " : " lines, ") + text.length() + " characters";
    }

    private static String texts(McpSchema.CallToolResult result) {
        List<McpSchema.Content> content = Objects.requireNonNullElse(result.content(), List.of());
        AtomicInteger images = new AtomicInteger();
        String text = content.stream().map(each -> McpImage.of(each).isPresent()
                && images.incrementAndGet() <= MOST_IMAGES ? shown((McpSchema.ImageContent) each, images.get())
                        : text(each))
                .collect(Collectors.joining("\n\n"));
        Object structured = result.structuredContent();
        return text.isBlank() && structured != null ? Json.tree(structured).toPrettyString() : text;
    }

    private static String shown(McpSchema.ImageContent image, int number) {
        return "[picture " + number + ", " + image.mimeType() + ", " + bytes(image.data()) + " bytes]";
    }

    static String text(McpSchema.@Nullable Content content) {
        return switch (content) {
            case McpSchema.TextContent text -> Objects.requireNonNullElse(text.text(), "");
            case McpSchema.ImageContent image -> leftOut("a picture", image.mimeType(), image.data());
            case McpSchema.AudioContent audio -> leftOut("a sound", audio.mimeType(), audio.data());
            case McpSchema.EmbeddedResource resource -> text(resource.resource());
            case McpSchema.ResourceLink link -> "[resource " + link.uri() + ": " + link.name() + "]";
            case null -> "";
            default -> "[" + content.type() + ", which cannot be shown]";
        };
    }

    private static String text(McpSchema.@Nullable ResourceContents contents) {
        return switch (contents) {
            case McpSchema.TextResourceContents text -> "[" + text.uri() + "]\n"
                    + Objects.requireNonNullElse(text.text(), "");
            case McpSchema.BlobResourceContents blob -> "[" + blob.uri() + "]\n"
                    + leftOut("bytes", blob.mimeType(), blob.blob());
            case null -> "";
            default -> "[" + contents.uri() + ", which cannot be shown]";
        };
    }

    private static String leftOut(String what, @Nullable String type, @Nullable String base64) {
        return "[" + what + (type == null ? "" : " of type " + type) + ", " + bytes(base64)
                + " bytes, left out: it cannot be shown to a model]";
    }

    private static long bytes(@Nullable String base64) {
        return base64 == null ? 0 : base64.length() * 3L / 4;
    }
}
