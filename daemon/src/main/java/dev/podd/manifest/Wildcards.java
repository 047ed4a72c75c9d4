package dev.podd.manifest;

import java.util.regex.Pattern;

/** Globs on plain text: {@code *} is any run of characters, {@code ?} is one. */
final class Wildcards {
    private static final Pattern PLAIN = Pattern.compile("[^*?]+");

    private Wildcards() {}

    static boolean matches(String glob, String text) {
        String regex = PLAIN.matcher(glob).replaceAll(plain -> java.util.regex.Matcher.quoteReplacement(
                Pattern.quote(plain.group()))).replace("*", ".*").replace("?", ".");
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }
}
