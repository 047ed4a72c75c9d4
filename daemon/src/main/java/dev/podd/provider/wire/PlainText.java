package dev.podd.provider.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a page or text that stands where an answer should be: its title, or all of it without markup. */
final class PlainText {
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
    private static final Pattern MARKUP = Pattern.compile("(?s)<[^>]*>");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private PlainText() {}

    static String of(String body) {
        Matcher title = TITLE.matcher(body);
        String words = title.find() ? title.group(1) : MARKUP.matcher(body).replaceAll(" ");
        return SPACE.matcher(words).replaceAll(" ").strip();
    }
}
