package dev.podd.jsonrpc;

import java.util.Locale;
import java.util.regex.Pattern;

/** How names of Java are spelled on the wire. */
final class WireName {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private WireName() {}

    /** The field by which the records of a union are told apart. */
    static String tagOf(Class<?> union) {
        Spelled spelled = union.getAnnotation(Spelled.class);
        return spelled == null ? "type" : spelled.tag();
    }

    /** The tag of a union's variant: {@code ToolCall} is {@code toolCall}, or {@code tool_call}. */
    static String tag(Class<?> union, Class<?> variant) {
        String name = variant.getSimpleName();
        String camel = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return union.isAnnotationPresent(Spelled.class)
                ? CAPITAL.matcher(camel).replaceAll("_$0").toLowerCase(Locale.ROOT) : camel;
    }

    /** The text of an enum's constant: {@code LIMIT_REACHED} is {@code limitReached}, or {@code limit_reached}. */
    static String constant(Enum<?> constant) {
        if (constant.getDeclaringClass().isAnnotationPresent(Spelled.class)) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        StringBuilder text = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            text.append(text.isEmpty() ? lower : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        }
        return text.toString();
    }
}
