package dev.podd.inline;

import java.nio.file.Path;

/**
 * A range of an open document at one version.
 *
 * @param file     as the editor calls it
 * @param language as the editor calls it; empty when unknown
 * @param text     the whole text, with the line ends that it has in the editor
 * @param start    of the range in {@code text}, in chars
 * @param end      of the range, exclusive
 */
public record EditTarget(Path file, String language, String text, int start, int end) {
    public EditTarget {
        if (start < 0 || end < start || end > text.length()) {
            throw new IllegalArgumentException("range " + start + " to " + end + " of " + text.length() + " chars");
        }
    }

    /** What stands in the range. */
    public String old() {
        return text.substring(start, end);
    }

    /** The whole text with another one in the range. */
    String with(String replacement) {
        return text.substring(0, start) + replacement + text.substring(end);
    }

    /** Line of the range's beginning, from 0. */
    int firstLine() {
        return lineAt(start);
    }

    /** The last line that the range has a part of, from 0. */
    int lastLine() {
        return lineAt(end > start && text.charAt(end - 1) == '\n' ? end - 1 : end);
    }

    private int lineAt(int offset) {
        return (int) text.substring(0, offset).chars().filter(each -> each == '\n').count();
    }
}
