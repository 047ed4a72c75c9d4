package dev.podd.lsp.plain;

import dev.podd.pod.ModelName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the first line of a chat file says: {@code <!-- podd: session ID, model PROVIDER/ID -->}.
 *
 * @param session in which the chat goes on; null for a new one
 * @param model   that answers; null for the one that the manifest names
 */
record ChatHead(@Nullable String session, @Nullable String model) {
    static final ChatHead NONE = new ChatHead(null, null);

    private static final Pattern LINE = Pattern.compile("\\A<!--\\s*podd:\\s*(?:session\\s+([\\w-]{1,64}))?\\s*,?\\s*"
            + "(?:model\\s+([^\\s,<>]{1,200}))?\\s*-->[^\\n]*(?:\\n|\\z)");

    /**
     * What a text begins with.
     *
     * @param end where its line ends; 0 without one
     */
    record Found(ChatHead head, int end) {
        static Found in(String text) {
            Matcher line = LINE.matcher(text);
            return line.find() ? new Found(new ChatHead(line.group(1), line.group(2)), line.end())
                    : new Found(NONE, 0);
        }
    }

    ChatHead withSession(@Nullable String other) {
        return new ChatHead(other, model);
    }

    ChatHead withModel(@Nullable String other) {
        return new ChatHead(session, other);
    }

    /**
     * The model, if one is named.
     *
     * @throws ChatRefusal what stands there names none
     */
    @Nullable ModelName chosen() {
        return model == null ? null : ModelName.of(model).orElseThrow(() -> new ChatRefusal(
                "model: PROVIDER/ID is due in the first line, found " + model));
    }

    /** The line with its end; empty where it would say nothing. */
    String line() {
        String words = Stream.of(session == null ? "" : "session " + session, model == null ? "" : "model " + model)
                .filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : "<!-- podd: " + words + " -->\n";
    }
}
