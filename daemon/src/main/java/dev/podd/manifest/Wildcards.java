package dev.podd.manifest;

import java.util.regex.Pattern;

/** Globs on plain text: {@code *} for any run of characters, {@code ?} for one. */
final class Wildcards {
    private Wildcards() {}

    static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char each = glob.charAt(i);
            regex.append(switch (each) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(each));
            });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
