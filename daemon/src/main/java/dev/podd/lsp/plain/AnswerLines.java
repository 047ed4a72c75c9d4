package dev.podd.lsp.plain;

import java.util.List;
import java.util.stream.Stream;

/**
 * The text of one message of a model on its way into a chat file: a line that would pass for a heading of the chat is
 * indented by one space, which Markdown shows the same, and a code block that the model left open is closed. One thread.
 */
final class AnswerLines {
    private static final List<String> FENCES = List.of("```", "~~~");
    private static final List<String> HEADINGS = List.of(ChatFile.YOU, ChatFile.PODD, Interjection.YOU,
            Interjection.PODD);
    private static final List<String> MARKS = Stream.concat(HEADINGS.stream(), FENCES.stream()).toList();

    private final StringBuilder line = new StringBuilder(); // the beginning of a line that may become a mark
    private boolean isDecided; // whether the line's beginning was handed out
    private String fence = "";

    /** What can be handed out now. */
    String add(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (isDecided) {
                out.append(next);
                isDecided = next != '\n';
                continue;
            }
            line.append(next);
            if (next == '\n' || MARKS.stream().noneMatch(mark -> mark.startsWith(line.toString()))) {
                out.append(begun());
                isDecided = next != '\n';
            }
        }
        return out.toString();
    }

    /** What is left, at the message's end. */
    String end() {
        String rest = line.isEmpty() ? "" : begun();
        String close = fence.isEmpty() ? "" : (isDecided || !rest.isEmpty() ? "\n" : "") + fence;
        isDecided = false;
        fence = "";
        return rest + close;
    }

    /** The beginning of a line, which may be all of it. */
    private String begun() {
        String text = line.toString();
        line.setLength(0);
        String mark = FENCES.stream().filter(text::startsWith).findFirst().orElse("");
        if (!mark.isEmpty() && (fence.isEmpty() || fence.equals(mark))) {
            fence = fence.isEmpty() ? mark : "";
        }
        return HEADINGS.stream().anyMatch(text::startsWith) ? " " + text : text;
    }
}
