package dev.podd.shell;

import java.util.List;
import java.util.Set;

/** What shells have built in: those that change nothing outside of their shell, and those that give variables values. */
final class Builtins {
    private static final Set<
            String> INERT = Set.of(":", "true", "false", "exit", "return", "break", "continue", "shift",
                    "pwd", "echo", "wait", "[[");
    private static final Set<String> DECLARERS = Set.of("export", "readonly", "declare", "typeset", "local");
    private static final Options READ = Options.of("rse", "dnNptuia");
    private static final Set<String> MODES = Set.of("pipefail", "errexit", "nounset", "xtrace", "noclobber", "noglob");

    private Builtins() {}

    static RunPlan plan(String name, List<Word> words, ShellVariables variables) {
        List<Word> arguments = words.subList(1, words.size());
        if (DECLARERS.contains(name)) {
            return declared(arguments, variables);
        }
        if (name.equals("read")) {
            return read(words, variables);
        }
        if (name.equals("mapfile") || name.equals("readarray") || name.equals("getopts")) {
            variables.assigned(new Assignment("PATH", Word.any("$PATH")));
            return RunPlan.program();
        }
        boolean isInert = switch (name) {
            case "test", "[" -> arguments.stream().noneMatch(word -> word.is("-v") || word.is("-R")
                    || (!word.isFixed() && word.mayVanish() && arguments.size() == 1));
            case "printf" -> !arguments.isEmpty() && arguments.getFirst().isFixed()
                    && !arguments.getFirst().text().startsWith("-");
            case "set" -> setsModes(arguments);
            case "unset" -> {
                arguments.forEach(word -> variables.assigned(new Assignment(word.text(), Word.of("0"))));
                yield arguments.stream().allMatch(word -> word.isFixed() && Chars.isName(word.text()));
            }
            default -> INERT.contains(name);
        };
        return isInert ? RunPlan.inert() : RunPlan.program();
    }

    /** It gives values that the text does not show. */
    private static RunPlan read(List<Word> words, ShellVariables variables) {
        int names = READ.end(words, 1);
        boolean isPlain = names != Options.UNKNOWN;
        for (Word word : words.subList(isPlain ? names : 1, words.size())) {
            isPlain &= word.isFixed() && Chars.isName(word.text());
            variables.assigned(new Assignment(isPlain ? word.text() : "PATH", Word.any(word.text())));
        }
        return isPlain && !Options.has(words, names, 'a') ? RunPlan.inert() : RunPlan.program();
    }

    /** {@code export NAME=VALUE}: no option but those that only mark a variable, and no name that is not known. */
    private static RunPlan declared(List<Word> arguments, ShellVariables variables) {
        boolean isPlain = true;
        for (Word word : arguments) {
            String text = word.text();
            String name = text.substring(0, text.indexOf('=') < 0 ? text.length() : text.indexOf('='));
            boolean appends = name.endsWith("+");
            String plain = appends ? name.substring(0, name.length() - 1) : name;
            if (word.isFixed() && (text.equals("-x") || text.equals("-r") || text.equals("-g") || text.equals("--"))) {
                continue;
            }
            boolean isNamed = Chars.isName(plain) && word.begins(plain);
            isPlain &= isNamed;
            if (!isNamed || text.indexOf('=') >= 0) {
                variables.assigned(new Assignment(isNamed ? plain : "PATH", value(word, text)));
            }
        }
        return isPlain ? RunPlan.inert() : RunPlan.program();
    }

    private static Word value(Word word, String text) {
        return word.isFixed() ? Word.of(text.substring(text.indexOf('=') + 1)) : Word.any(text);
    }

    private static boolean setsModes(List<Word> arguments) {
        boolean namesMode = false;
        for (Word word : arguments) {
            String text = word.text();
            boolean isMode = namesMode ? MODES.contains(text)
                    : text.length() > 1 && (text.startsWith("-") || text.startsWith("+"))
                            && text.substring(1).chars().allMatch(c -> "eufxo".indexOf(c) >= 0);
            if (!word.isFixed() || !isMode) {
                return false;
            }
            namesMode = !namesMode && text.endsWith("o");
        }
        return !arguments.isEmpty() && !namesMode;
    }
}
