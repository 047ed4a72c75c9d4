package dev.podd.item;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.jspecify.annotations.Nullable;

/**
 * A part of a message. What a part points to is captured when the message is recorded, so that the model sees the same
 * at every request.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Part.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Part.File.class, name = "file"),
    @JsonSubTypes.Type(value = Part.Selection.class, name = "selection"),
    @JsonSubTypes.Type(value = Part.Diagnostics.class, name = "diagnostics"),
    @JsonSubTypes.Type(value = Part.Image.class, name = "image")})
public sealed interface Part {
    /** The part as the model reads it; empty for an image. */
    String asText();

    record Text(String text) implements Part {
        @Override
        public String asText() {
            return text;
        }
    }

    /** A file, or a range of it; {@code content} is what stood there when the message was sent. */
    record File(String uri, @Nullable TextRange range, @Nullable String content) implements Part {
        @Override
        public String asText() {
            return Quote.of("file", uri, range, content);
        }
    }

    /** What the person has selected in an editor. */
    record Selection(String uri, TextRange range, @Nullable String content) implements Part {
        @Override
        public String asText() {
            return Quote.of("selection", uri, range, content);
        }
    }

    /** What the editor's language servers complain about in a file. */
    record Diagnostics(String uri, @Nullable String content) implements Part {
        @Override
        public String asText() {
            return Quote.of("diagnostics", uri, null,
                    content == null ? "(not known: the editor cannot be asked)" : content);
        }
    }

    /** A picture; {@code data} is Base64. */
    record Image(String mimeType, String data) implements Part {
        @Override
        public String asText() {
            return "";
        }
    }
}
