package dev.podd.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Options by which a program that otherwise looks or builds runs another one. A rule covers a command with one of them only
 * if it names that option: {@code git *} is no permission for {@code git -c core.pager=…}.
 */
final class RunningOptions {
    private static final Map<String, Set<String>> OPTIONS = Map.ofEntries(
            Map.entry("git",
                    Set.of("-c", "--config-env", "--exec-path", "--upload-pack", "--receive-pack", "--exec", "-x",
                            "-O", "--open-files-in-pager", "--ext-diff", "--output", "--git-dir", "--work-tree",
                            "--template",
                            "--extcmd")),
            Map.entry("tar",
                    Set.of("--to-command", "--checkpoint-action", "-I", "--use-compress-program", "--rsh-command",
                            "--info-script", "--new-volume-script", "-F", "--rmt-command")),
            Map.entry("rsync", Set.of("-e", "--rsh", "--rsync-path")),
            Map.entry("sort", Set.of("--compress-program", "-o", "--output")),
            Map.entry("man", Set.of("-P", "--pager", "-H", "--html")),
            Map.entry("go", Set.of("-exec", "-toolexec", "-vettool", "-overlay")),
            Map.entry("cargo", Set.of("--config")), Map.entry("rg", Set.of("--pre", "--hostname-bin")),
            Map.entry("make", Set.of("--eval", "SHELL", "MAKEFLAGS")), Map.entry("fd", Set.of("-x", "-X", "--exec",
                    "--exec-batch")),
            Map.entry("npm", Set.of("--script-shell", "--node-options")), Map.entry("zip", Set.of("-TT",
                    "--unzip-command")));

    private RunningOptions() {}

    /** Those that a command has. */
    static List<String> of(ShellCommand command) {
        Set<String> known = OPTIONS.getOrDefault(command.program(), Set.of());
        return command.words().stream().skip(1).map(Word::text).flatMap(word -> known.stream()
                .filter(option -> isThat(word, option))).distinct().toList();
    }

    private static boolean isThat(String word, String option) {
        boolean isLong = option.startsWith("--") || !option.startsWith("-") || option.length() > 2;
        return word.equals(option) || word.startsWith(option + "=")
                || (!isLong && word.startsWith(option))
                || (option.startsWith("--") && word.startsWith("--") && word.length() > 4
                        && option.startsWith(
                                word.substring(0, word.indexOf('=') < 0 ? word.length() : word.indexOf('='))));
    }
}
