package dev.podd.permission;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sh command line as a permission rule sees it: the simple commands in it, each in the spellings that mean the same.
 * It is no parser: it finds too much rather than too little (text in quotes counts as commands when a shell would run
 * it), and it cannot see what only a run shows (variables, aliases, scripts).
 */
record CommandText(String text) {
    private static final Pattern JOINS = Pattern.compile("\\$\\(|[;&|\\n`()]");
    /** What can run or write something else in the midst of a command. */
    private static final Pattern HIDES = Pattern.compile("[`<>]|\\$\\(");
    /** A line that goes on in the next one. */
    private static final Pattern SPLICES = Pattern.compile("\\\\\n");
    private static final Pattern BLANKS = Pattern.compile("\\$\\{IFS}|\\$IFS");
    /** Redirections whose {@code &} joins no commands. */
    private static final Pattern DESCRIPTORS = Pattern.compile("[<>]&|&>");
    /** Only such an argument can hold a command with arguments. */
    private static final Pattern INNER = Pattern.compile("[\\s;&|]");
    /** A word: plain, quoted and escaped characters up to a blank. */
    private static final Pattern WORD = Pattern.compile(
            "(?:[^\\s'\"\\\\]|\\\\.|'[^']*'?|\"(?:[^\"\\\\]|\\\\.)*+\"?|\\\\$)++",
            Pattern.DOTALL);
    private static final Pattern QUOTING = Pattern.compile("'([^']*)'?|\\\\(.)|\"|\\\\$", Pattern.DOTALL);
    /** Not a word of the command that follows: reserved words, assignments, redirections. */
    private static final Pattern BEFORE = Pattern.compile(
            "[{}!]|if|then|else|elif|do|while|until|time|\\w+=.*|\\d*[<>].*", Pattern.DOTALL);
    private static final Pattern REDIRECTION = Pattern.compile("\\d*[<>]+[|&]?");
    /** They run the command that their arguments are. */
    private static final Set<String> RUNNERS = Set.of("sudo", "doas", "env", "command", "builtin", "exec", "nohup",
            "nice", "ionice", "setsid", "timeout", "stdbuf", "xargs", "find", "time", "busybox", "chroot", "unshare",
            "strace", "watch", "parallel");
    /** They run the text of their arguments. */
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "eval", "trap",
            "watch", "su", "xargs", "busybox");
    private static final int MOST_NESTING = 4;
    /** Of one simple command; a longer one is looked at as far as this. */
    private static final int MOST_WORDS = 500;

    /** Whether a part of it could run or write what no pattern on the parts sees. */
    boolean hidesAnything() {
        return HIDES.matcher(text).find();
    }

    /** The commands that it joins, as they are written. */
    Stream<String> parts() {
        return JOINS.splitAsStream(text).map(String::strip).filter(part -> !part.isEmpty());
    }

    /** The whole, the commands that it joins, and those that they run, each as written and in its plain spelling. */
    Set<String> spellings() {
        Set<String> all = new LinkedHashSet<>(List.of(text));
        collect(SPLICES.matcher(text).replaceAll(""), 0, all);
        return all;
    }

    private static void collect(String line, int depth, Set<String> all) {
        String plain = DESCRIPTORS.matcher(BLANKS.matcher(line).replaceAll(" ")).replaceAll(">");
        new CommandText(plain).parts().forEach(part -> {
            all.add(part);
            collect(words(part), depth, all);
        });
    }

    private static void collect(List<String> words, int depth, Set<String> all) {
        List<String> command = command(words);
        collectOne(command, depth, all);
        if (!command.isEmpty() && RUNNERS.contains(program(command))) {
            for (int first = 1; first < command.size(); first++) {
                collectOne(command.subList(first, command.size()), depth, all);
            }
        }
    }

    private static void collectOne(List<String> command, int depth, Set<String> all) {
        if (command.isEmpty()) {
            return;
        }
        List<String> arguments = command.subList(1, command.size());
        all.add(String.join(" ", command));
        all.add((program(command) + " " + String.join(" ", arguments)).strip());
        if (SHELLS.contains(program(command)) && depth < MOST_NESTING) {
            arguments.stream().filter(argument -> INNER.matcher(argument).find() && !all.contains(argument))
                    .forEach(argument -> collect(argument, depth + 1, all));
        }
    }

    /** Without what stands before a command. */
    private static List<String> command(List<String> words) {
        int first = 0;
        while (first < words.size() && BEFORE.matcher(words.get(first)).matches()) {
            first += REDIRECTION.matcher(words.get(first)).matches() ? 2 : 1;
        }
        return words.subList(Math.min(first, words.size()), words.size());
    }

    private static String program(List<String> command) {
        return command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
    }

    private static List<String> words(String part) {
        return WORD.matcher(part).results().limit(MOST_WORDS).map(word -> plain(word.group())).toList();
    }

    private static String plain(String word) {
        return QUOTING.matcher(word).replaceAll(found -> Matcher.quoteReplacement(
                Objects.requireNonNullElse(found.group(1), Objects.requireNonNullElse(found.group(2), ""))));
    }
}
