package dev.podd.terminal;

import java.util.EnumSet;
import java.util.Set;

/** Turns styles into what a terminal understands, or into nothing. */
enum Ink {
    /** As it is, for pipes, files and those who asked for no colour. */
    NONE {
        @Override
        String paint(String text, Set<Style> styles) {
            return text;
        }
    },
    ANSI {
        @Override
        String paint(String text, Set<Style> styles) {
            if (text.isEmpty() || styles.isEmpty()) {
                return text;
            }
            StringBuilder codes = new StringBuilder();
            for (Style style : styles) {
                codes.append(codes.isEmpty() ? "" : ";").append(style.code);
            }
            return ESCAPE + codes + "m" + text + ESCAPE + "0m";
        }
    };

    private static final String ESCAPE = "\u001b[";

    /** How text may stand out. */
    enum Style {
        BOLD(1), DIM(2), ITALIC(3), UNDERLINE(4), RED(31), GREEN(32), YELLOW(33), CYAN(36);

        private final int code;

        Style(int code) {
            this.code = code;
        }
    }

    /** One line of text in all these styles; it leaves no style on behind it. */
    abstract String paint(String text, Set<Style> styles);

    final String paint(String text, Style first, Style... more) {
        return paint(text, EnumSet.of(first, more));
    }
}
