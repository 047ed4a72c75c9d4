package dev.podd.jsonrpc;

import java.util.Locale;

/** How names of Java are spelled on the wire. */
final class WireName {
    private WireName() {}

    /** The tag of a variant: {@code ToolCall} is {@code toolCall}. */
    static String tag(Class<?> variant) {
        String name = variant.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** The text of an enum's constant: {@code LIMIT_REACHED} is {@code limitReached}. */
    static String constant(Enum<?> constant) {
        StringBuilder text = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            text.append(text.isEmpty() ? lower : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        }
        return text.toString();
    }
}
