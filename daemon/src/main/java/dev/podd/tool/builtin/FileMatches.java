package dev.podd.tool.builtin;

import java.util.List;

/**
 * The matches in one file.
 *
 * @param count how many lines match
 * @param lines the first of them, each as {@code number:text}, with context as {@code number-text}
 * @param shown how many of the matching lines are among {@code lines}
 */
record FileMatches(int count, List<String> lines, int shown) {
    static final FileMatches NONE = new FileMatches(0, List.of(), 0);
}
