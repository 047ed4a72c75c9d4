package dev.podd.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Scripts of commands with names of their own, nested at random in what a shell has. */
final class RandomScripts {
    private static final List<String> SEPARATORS = List.of("; ", " && ", " || ", " | ", "\n", " & ");
    private static final List<String> PREFIXES = List.of("", "", "", "! ", "time ", "time ! ");
    private static final List<
            String> ARGUMENTS = List.of(" -a", " 'q w'", " $x", " \"a $y\"", " *.c", " > target", " 2>&1", "");

    private final Random random;
    private final List<String> names = new ArrayList<>();
    private int marks;

    RandomScripts(long seed) {
        random = new Random(seed);
    }

    /** The names of the commands that the scripts so far hold. */
    List<String> names() {
        return names;
    }

    /** Commands in a row, nested at most so deep. */
    String list(int depth) {
        StringBuilder list = new StringBuilder(PREFIXES.get(random.nextInt(PREFIXES.size()))).append(command(depth));
        for (int i = random.nextInt(3); i > 0; i--) {
            list.append(SEPARATORS.get(random.nextInt(SEPARATORS.size()))).append(command(depth));
        }
        return list.toString();
    }

    private String command(int depth) {
        if (depth == 0) {
            return simple();
        }
        return switch (random.nextInt(26)) {
            case 0 -> "( " + list(depth - 1) + ")";
            case 1 -> "{ " + list(depth - 1) + "; }";
            case 2 -> "if " + list(depth - 1) + "; then " + list(depth - 1) + "; else " + list(depth - 1) + "; fi";
            case 3 -> "while " + list(depth - 1) + "; do " + list(depth - 1) + "; done";
            case 4 -> "for v in $( " + list(depth - 1) + "); do " + list(depth - 1) + "\ndone";
            case 5 -> "case $( " + list(depth - 1) + ") in a|b) " + list(depth - 1) + ";; (*) " + simple() + "; esac";
            case 6 -> "echo $( " + list(depth - 1) + ")";
            case 7 -> "echo \"a $( " + list(depth - 1) + ") 'b\"";
            case 8 -> "cat <( " + list(depth - 1) + ") > >(" + simple() + ")";
            case 9 -> "sh -c " + quoted(list(depth - 1));
            case 10 -> "eval " + quoted(list(depth - 1));
            case 11 -> "nice -n 5 timeout 10 " + simple();
            case 12 -> "env -u X A=1 " + simple();
            case 13 -> "ls | xargs -n1 " + simple();
            case 14 -> "find . -type f -exec " + program() + " {} \\; -exec " + program() + " {} +";
            case 15 -> "f" + ++marks + "() { " + list(depth - 1) + "; }";
            case 16 -> document("cat <<", "'$( " + list(depth - 1) + ")");
            case 17 -> document("sh <<\\", list(depth - 1));
            case 18 -> "x=$( " + list(depth - 1) + ") " + simple();
            case 19 -> "[[ -n $(" + simple() + ") && a == b* ]]";
            case 20 -> "echo ${y:-$( " + list(depth - 1) + ")}";
            case 21 -> "echo `" + program() + " a`";
            case 22 -> "sudo -u me " + simple();
            case 23 -> "trap " + quoted(list(depth - 1)) + " EXIT";
            case 24 -> "bash -euc " + quoted(list(depth - 1)) + " # no; comment\n:";
            default -> simple();
        };
    }

    private String document(String command, String text) {
        String mark = "E" + ++marks;
        return "{ " + command + mark + "\n" + text + "\n" + mark + "\n}";
    }

    private String simple() {
        return program() + ARGUMENTS.get(random.nextInt(ARGUMENTS.size()))
                + ARGUMENTS.get(random.nextInt(ARGUMENTS.size()));
    }

    private String program() {
        names.add("c" + names.size());
        return names.getLast();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
