package dev.podd.inline;

/**
 * What a model needs to know of a place in a document: the text on both sides of it, and of what stands farther off the lines
 * that say where it is.
 *
 * @param before text up to the place, from the beginning of a line
 * @param behind text from the place on, to the end of a line
 * @param around lines that stand farther off, as {@link Surroundings} shows them; empty for none
 */
record CursorContext(String before, String behind, String around) {
    /** In chars, like the next. */
    private static final int ROOM_BEFORE = 1600;
    private static final int ROOM_BEHIND = 600;

    /** Of the start of a target. */
    static CursorContext of(EditTarget place) {
        String text = place.text();
        int from = beginning(text, place.start());
        int to = end(text, place.start());
        return new CursorContext(text.substring(from, place.start()).replace("\r\n", "\n"),
                text.substring(place.start(), to).replace("\r\n", "\n"),
                Surroundings.of(new EditTarget(place.file(), place.language(), text, from, to)));
    }

    private static int beginning(String text, int place) {
        int from = place - ROOM_BEFORE;
        if (from <= 0) {
            return 0;
        }
        int line = text.indexOf('\n', from - 1) + 1;
        return line > 0 && line <= place ? line : Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    private static int end(String text, int place) {
        int to = place + ROOM_BEHIND;
        if (to >= text.length()) {
            return text.length();
        }
        int line = text.lastIndexOf('\n', to);
        return line >= place ? line : Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
    }

    /** What stands before the place in its line. */
    String lineBefore() {
        return before.substring(before.lastIndexOf('\n') + 1);
    }

    /** What stands behind the place in its line. */
    String lineBehind() {
        int end = behind.indexOf('\n');
        return end < 0 ? behind : behind.substring(0, end);
    }

    /**
     * What is inserted: the model's text, without what it repeats of the line.
     *
     * @throws InlineFailedException the answer holds no text
     */
    String insertion(String answer) {
        String text = new InlineAnswer("").read(answer).text();
        String first = lineBefore();
        if (!first.isBlank() && text.startsWith(first)) {
            text = text.substring(first.length());
        } else if (!first.isBlank() && text.startsWith(first.strip())) {
            text = text.substring(first.strip().length());
        }
        String last = lineBehind().strip();
        return last.isEmpty() || !text.endsWith(last) ? text : text.substring(0, text.length() - last.length());
    }
}
