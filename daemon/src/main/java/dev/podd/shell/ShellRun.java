package dev.podd.shell;

import dev.podd.shell.ShellCommand.Nature;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call of a shell: the text that it gets as an argument or as its input, if that can be seen. */
final class ShellRun {
    private static final Options OPTIONS = Options.of("aefhklmnruvxBCEHPpsc", "oO", "login", "norc", "noprofile",
            "posix",
            "restricted", "noediting");
    private static final Set<String> READ_HERE = Set.of("sh", "bash", "dash", "ash", "rbash");
    private static final Set<String> ECHO_OPTIONS = Set.of("-n", "-E", "-e");

    private final CommandResolver resolver;
    private final String shell;
    private final List<Word> words;
    private final @Nullable Simple simple;

    ShellRun(CommandResolver resolver, String shell, List<Word> words, @Nullable Simple simple) {
        this.resolver = resolver;
        this.shell = shell;
        this.words = words;
        this.simple = simple;
    }

    RunPlan plan() {
        int operand = OPTIONS.end(words, 1);
        if (operand == Options.UNKNOWN) {
            return RunPlan.hiding();
        }
        if (Options.has(words, operand, 'c')) {
            return operand < words.size() ? text(words.get(operand)) : RunPlan.program();
        }
        boolean readsInput = operand == words.size() || words.get(operand).is("-")
                || Options.has(words, operand, 's');
        return readsInput ? text(input()) : RunPlan.program();
    }

    private RunPlan text(@Nullable Word script) {
        if (script == null || !script.isFixed()) {
            return RunPlan.hiding();
        }
        Set<Dialect> dialects = shell.endsWith("bash") ? Set.of(Dialect.BASH) : Dialect.SH;
        RunPlan plan = resolver.text(script.text(), dialects, null);
        return READ_HERE.contains(shell) ? plan : plan.as(Nature.PROGRAM);
    }

    private @Nullable Word input() {
        if (simple == null) {
            return null;
        }
        return simple.input() == null && simple.source != null && simple.redirections.isEmpty()
                ? printed(simple.source) : simple.input();
    }

    /** What a command before the pipe prints, if its words show it. */
    private static @Nullable Word printed(Simple source) {
        if (source.words.isEmpty() || !source.words.stream().allMatch(Word::isFixed)) {
            return null;
        }
        List<String> texts = source.words.stream().map(Word::text).toList();
        return switch (texts.getFirst()) {
            case "echo" -> printed(texts.stream().skip(1).dropWhile(ECHO_OPTIONS::contains).toList());
            case "printf" -> texts.size() == 2 ? printed(texts.subList(1, 2))
                    : texts.size() == 3 && texts.get(1).startsWith("%s") ? printed(texts.subList(2, 3)) : null;
            case "cat" -> texts.size() == 1 ? source.input() : null;
            default -> null;
        };
    }

    private static @Nullable Word printed(List<String> words) {
        String text = String.join(" ", words);
        return text.contains("\\") || text.contains("%") ? null : Word.of(text);
    }
}
