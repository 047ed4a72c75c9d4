package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import dev.podd.shell.WordPiece.Kind;
import dev.podd.shell.WordPiece.Open;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The variables of one shell process, wherever in its text they are given values. */
final class ShellVariables {
    private final List<Assignment> assigned = new ArrayList<>();
    private final Set<String> calculated = new HashSet<>();

    void assigned(Assignment assignment) {
        assigned.add(assignment);
    }

    /** A name stands in arithmetic, where its value is evaluated. */
    void calculated(String name) {
        calculated.add(name);
    }

    /** Those that stay for later commands and may make one of them another. */
    List<Assignment> harmful() {
        return assigned.stream().filter(each -> !each.isHarmless()).distinct().toList();
    }

    /** @throws UnclearException a variable that is evaluated in arithmetic holds something other than a number */
    void checkNumbers() {
        for (Assignment each : assigned) {
            if (calculated.contains(each.name()) && !isNumber(each.value())) {
                throw new UnclearException("arithmetic on " + each.name() + ", which need not be a number");
            }
        }
    }

    private static boolean isNumber(Word value) {
        return value.pieces().stream().allMatch(piece -> switch (piece) {
            case Fixed fixed -> fixed.source().chars().allMatch(c -> Chars.isDigit(c) || c == '-' || c == '+');
            case Open open -> open.kind() == Kind.NUMBER;
        });
    }
}
