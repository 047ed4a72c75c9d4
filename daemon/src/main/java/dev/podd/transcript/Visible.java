package dev.podd.transcript;

/**
 * Text of others made harmless for a terminal: what would move the cursor, change colours or turn the order of letters
 * around is shown as its number, so that a person sees what they allow.
 */
public final class Visible {
    private Visible() {}

    /** Line ends and tabs stay. */
    public static String text(String text) {
        if (text.codePoints().allMatch(Visible::isHarmless)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(each -> {
            if (isHarmless(each)) {
                shown.appendCodePoint(each);
            } else if (each != '\r') {
                shown.append(String.format("<U+%04X>", each));
            }
        });
        return shown.toString();
    }

    /** The first line with words in it, of at most so many characters. */
    public static String line(String text, int most) {
        String line = text(text).strip().lines().findFirst().orElse("").replace('\t', ' ').strip();
        return line.length() <= most ? line : line.substring(0, line.offsetByCodePoints(0,
                Math.min(most - 1, line.codePointCount(0, line.length())))) + "…";
    }

    private static boolean isHarmless(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL -> each == '\n' || each == '\t';
            case Character.FORMAT -> each == 0x200D || each == 0x200C; // joiners, which scripts and emoji need
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
