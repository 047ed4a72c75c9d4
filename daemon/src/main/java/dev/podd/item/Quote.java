package dev.podd.item;

import org.jspecify.annotations.Nullable;

/** How attached content is set apart from what the person wrote. */
final class Quote {
    private Quote() {}

    static String of(String kind, String uri, @Nullable TextRange range, @Nullable String content) {
        String lines = range == null ? "" : " lines=\"" + (range.startLine() + 1) + "-" + (range.endLine() + 1) + "\"";
        String head = "\n<" + kind + " uri=\"" + uri + "\"" + lines;
        return content == null ? head + "/>\n" : head + ">\n" + content + "\n</" + kind + ">\n";
    }
}
