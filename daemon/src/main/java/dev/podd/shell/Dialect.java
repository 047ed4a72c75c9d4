package dev.podd.shell;

import java.util.Set;

/**
 * A grammar that a text is read by. The two differ in what separates commands: {@code a &>b c} is one command for bash
 * and two for dash, so a text for {@code sh}, which is either, is read by both.
 */
enum Dialect {
    BASH, DASH;

    /** Those of a {@code sh} of which nothing more is known. */
    static final Set<Dialect> SH = Set.of(BASH, DASH);

    boolean isBash() {
        return this == BASH;
    }
}
