package dev.podd.shell;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Patterns under which a yes to a command may be remembered: as short as is safe. {@code mvn -q test -Dx=1} becomes {@code
 * mvn -q test *}; a program that nothing is known of is remembered word for word; interpreters, {@code rm}, {@code curl}
 * and what publishes are not remembered.
 */
public final class SafeShape {
    private static final int MAX_PATTERNS = 6;
    private static final int MAX_LENGTH = 120;
    private static final Set<String> QUESTIONS = Set.of("--version", "-version", "-V", "--help", "-h", "version");
    private static final String PLAIN = "_./:@=+%-";

    private final ShellCommand command;
    private final List<String> words;

    private SafeShape(ShellCommand command) {
        this.command = command;
        this.words = command.words().stream().takeWhile(Word::isFixed).map(Word::text).toList();
    }

    /** A pattern for each command of a text; none if one of them may not be remembered. */
    public static List<String> of(CommandLine line) {
        return line.isUnderstood() ? of(line.commands().stream().flatMap(SafeShape::deciding).toList(), line.folders())
                : List.of();
    }

    /**
     * A pattern for each of some commands; none if one of them may not be remembered.
     *
     * @param folders where they may run
     */
    public static List<String> of(List<ShellCommand> commands, List<String> folders) {
        Set<String> all = new LinkedHashSet<>();
        for (ShellCommand command : commands) {
            Optional<String> shape = new SafeShape(command).shape()
                    .filter(pattern -> CommandPattern.of(pattern).covers(command, folders));
            if (shape.isEmpty()) {
                return List.of();
            }
            all.add(shape.get());
        }
        return all.size() > MAX_PATTERNS || (all.size() > 1 && all.stream().anyMatch(each -> each.contains(",")))
                ? List.of() : List.copyOf(all);
    }

    /** The commands for which a rule is needed. */
    private static Stream<ShellCommand> deciding(ShellCommand each) {
        return switch (each.nature()) {
            case INERT -> Stream.of();
            case PROGRAM, GUARDED -> Stream.of(each);
            case TRANSPARENT, SHELL -> each.inner().stream().flatMap(SafeShape::deciding);
            case BOTH -> Stream.concat(Stream.of(each),
                    each.inner().stream().flatMap(SafeShape::deciding));
        };
    }

    private Optional<String> shape() {
        boolean isOpen = command.hides() || words.isEmpty() || !command.redirections().stream()
                .allMatch(file -> file.kind() == Redirection.Kind.READ || file.target().text().startsWith("/dev/"))
                || command.assignments().stream().anyMatch(each -> !each.isHarmless())
                || !RunningOptions.of(command).isEmpty();
        return isOpen ? Optional.empty() : known();
    }

    private Optional<String> known() {
        String first = words.getFirst();
        String name = ShapeTable.SAME.getOrDefault(first, Program.isOfTheSystem(first) ? Program.name(first) : first);
        name = ShapeTable.SAME.getOrDefault(name, name);
        if (ShapeTable.ANY_ARGUMENTS.contains(name)) {
            return Optional.of(pattern(1) + " *");
        }
        int subcommand = subcommand(name);
        if (subcommand > 0) {
            return Optional.of(pattern(subcommand) + " *");
        }
        boolean isQuestion = words.size() == 2 && command.words().size() == 2 && QUESTIONS.contains(words.get(1));
        boolean isNever = ShapeTable.NEVER.contains(name) || ShapeTable.NEVER.contains(versionless(name))
                || words.stream().skip(1).anyMatch(ShapeTable.EFFECTS::contains);
        return isQuestion || !isNever ? exactly() : Optional.empty();
    }

    /** How many words there are up to the one that says that the command only looks or builds; 0 if there is none. */
    private int subcommand(String name) {
        int at = firstNoOption(1);
        if (at >= words.size()) {
            return 0;
        }
        Set<String> known = ShapeTable.SUBCOMMANDS.getOrDefault(name, Set.of());
        if (known.contains(words.get(at)) && !isUndone(at)) {
            return at + 1;
        }
        if (at + 1 < words.size() && known.contains(words.get(at) + " " + words.get(at + 1))) {
            return at + 2;
        }
        boolean isRun = words.get(at).equals("run") || (name.equals("bundle") && words.get(at).equals("exec"));
        if (!isRun || at + 1 >= words.size()) {
            return 0;
        }
        String script = words.get(at + 1);
        boolean isSafe = ShapeTable.SCRIPT_RUNNERS.contains(name) ? isPlainScript(script)
                : ShapeTable.PROGRAM_RUNNERS.contains(name) && ShapeTable.ANY_ARGUMENTS.contains(script);
        return isSafe ? at + 2 : 0;
    }

    private int firstNoOption(int from) {
        return IntStream.range(from, words.size()).filter(i -> !words.get(i).startsWith("-")).findFirst()
                .orElse(words.size());
    }

    /** Whether a later word turns a build into something else, as in {@code mvn package deploy}. */
    private boolean isUndone(int from) {
        return words.stream().skip(from + 1)
                .anyMatch(word -> ShapeTable.EFFECTS.contains(word) && !word.startsWith("-"));
    }

    private static boolean isPlainScript(String script) {
        return !script.startsWith("-") && ShapeTable.EFFECTS.stream().filter(effect -> effect.length() > 3)
                .noneMatch(script::contains);
    }

    private static String versionless(String name) {
        int end = name.length();
        while (end > 0 && (Chars.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Word for word. */
    private Optional<String> exactly() {
        boolean isWhole = words.size() == command.words().size();
        boolean isQuotable = words.stream().noneMatch(word -> word.contains("'") || word.contains("\n"));
        String pattern = isWhole && isQuotable ? pattern(words.size()) : "";
        return pattern.isEmpty() || pattern.length() > MAX_LENGTH ? Optional.empty() : Optional.of(pattern);
    }

    private String pattern(int count) {
        return words.stream().limit(count).map(SafeShape::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        boolean isPlain = !word.isEmpty() && word.chars().allMatch(c -> Chars.isName(c) || PLAIN.indexOf(c) >= 0);
        return isPlain ? word : "'" + word + "'";
    }
}
