package dev.podd.shell;

import dev.podd.shell.ShellCommand.Nature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Programs that run the command that their arguments are. */
final class Runners {
    private static final Options NONE = Options.of("", "");
    private static final Map<String, Options> TRANSPARENT = Map.ofEntries(
            Map.entry("nice", Options.of("0123456789", "n", "adjustment=")),
            Map.entry("ionice", Options.of("t", "cn", "class=", "classdata=", "ignore")),
            Map.entry("nohup", NONE), Map.entry("setsid", Options.of("cfw", "", "ctty", "fork", "wait")),
            Map.entry("timeout", Options.of("v", "ks", "foreground", "preserve-status", "verbose", "kill-after=",
                    "signal=")),
            Map.entry("stdbuf", Options.of("", "ioe", "input=", "output=", "error=")),
            Map.entry("time", Options.of("pv", "", "portability", "verbose")), Map.entry("builtin", NONE),
            Map.entry("command", Options.of("pvV", "")), Map.entry("exec", Options.of("cl", "a")),
            Map.entry("env", Options.of("iv0", "u", "ignore-environment", "unset=", "null", "debug")),
            Map.entry("caffeinate", Options.of("dimsu", "t")));
    /** With more rights, elsewhere, or in ways of their own: each rest of their words may be what they run. */
    private static final Set<String> GUARDED = Set.of("sudo", "doas", "pkexec", "su", "runuser", "setpriv", "capsh",
            "chroot", "unshare", "nsenter", "bwrap", "firejail", "proot", "fakeroot", "systemd-run", "strace", "ltrace",
            "gdb", "valgrind", "watch", "flock", "taskset", "chrt", "numactl", "script", "parallel", "busybox",
            "toybox",
            "ssh", "entr", "watchexec", "dbus-run-session", "xvfb-run", "unbuffer", "faketime", "proxychains",
            "torsocks", "setarch", "prlimit", "cgexec", "start-stop-daemon", "hyperfine", "npx", "bunx", "pnpx",
            "direnv",
            "dotenv", "rlwrap", "chpst", "softlimit", "cpulimit", "rustup", "nix-shell", "wsl", "screen", "tmux");
    /** They do so behind one of these words. */
    private static final Set<String> BEHIND_A_WORD = Set.of("docker", "podman", "kubectl", "uv", "poetry", "pipenv",
            "pdm", "hatch", "bundle", "conda", "mise", "asdf", "fd", "fdfind", "rbenv", "pyenv", "npm", "pnpm", "yarn",
            "perf", "mvnd");
    private static final Set<String> RUN = Set.of("run", "exec", "x", "-x", "-X", "--exec", "--exec-batch", "dlx",
            "record", "stat");
    private static final int MAX_RESTS = 40;
    private static final int FEW_RESTS = 8;
    private static final int MANY_WORDS = 400;

    private final CommandResolver resolver;
    private final int level;

    Runners(CommandResolver resolver, int level) {
        this.resolver = resolver;
        this.level = level;
    }

    /** Null if the program runs no other, as far as is known. */
    @Nullable RunPlan plan(String name, List<Word> words) {
        if (GUARDED.contains(name)) {
            return guarded(words, 1);
        }
        if (BEHIND_A_WORD.contains(name)) {
            int run = IntStream.range(1, words.size()).filter(i -> RUN.contains(words.get(i).text())).findFirst()
                    .orElse(words.size());
            return guarded(words, run + 1);
        }
        return switch (name) {
            case "xargs" -> new XargsRun(words).inner().map(inner -> transparent(inner, List.of()))
                    .orElseGet(Runners::hiding);
            case "find" -> new FindRun(words).plan(inner -> resolver.run(inner, level));
            default -> TRANSPARENT.containsKey(name) ? transparent(name, words) : null;
        };
    }

    private RunPlan transparent(String name, List<Word> words) {
        int at = TRANSPARENT.getOrDefault(name, NONE).end(words, 1);
        if (at == Options.UNKNOWN) {
            return hiding();
        }
        if (name.equals("command") && (Options.has(words, at, 'v') || Options.has(words, at, 'V'))) {
            return RunPlan.inert();
        }
        List<Assignment> assignments = new ArrayList<>();
        if (name.equals("env")) {
            at = assignments(words, at, assignments);
        }
        if (name.equals("timeout")) {
            at = at < words.size() && words.get(at).isFixed() ? at + 1 : words.size() + 1;
        }
        return at > words.size() ? hiding() : transparent(words.subList(at, words.size()), assignments)
                .as(at == words.size() ? alone(name) : Nature.TRANSPARENT);
    }

    private static RunPlan hiding() {
        return RunPlan.hiding().as(Nature.TRANSPARENT);
    }

    /** What such a program is without a command: {@code env} shows variables, {@code exec} has redirections. */
    private static Nature alone(String name) {
        return name.equals("exec") ? Nature.INERT : Nature.PROGRAM;
    }

    private static int assignments(List<Word> words, int from, List<Assignment> found) {
        int at = from;
        for (int i = 1; i < from; i++) {
            String option = words.get(i).text();
            if (option.startsWith("-u") || option.startsWith("--unset")) {
                String name = option.equals("-u") || option.equals("--unset") ? words.get(i + 1).text()
                        : option.startsWith("-u") ? option.substring(2) : option.substring("--unset=".length());
                found.add(new Assignment(name, Word.of("")));
            }
        }
        while (at < words.size() && words.get(at).text().indexOf('=') > 0) {
            String text = words.get(at).text();
            String name = text.substring(0, text.indexOf('='));
            found.add(new Assignment(name, Word.of(text.substring(text.indexOf('=') + 1))));
            at++;
        }
        return at;
    }

    private RunPlan transparent(List<Word> inner, List<Assignment> assignments) {
        return RunPlan.of(Nature.TRANSPARENT, inner.isEmpty() ? List.of() : List.of(resolver.run(inner, level)))
                .assigning(assignments);
    }

    /** Which word its command begins with is not asked: each may, and a word with blanks may be a text for a shell. */
    private RunPlan guarded(List<Word> words, int begin) {
        int end = Math.min(words.size(), begin + (words.size() > MANY_WORDS ? FEW_RESTS : MAX_RESTS));
        List<ShellCommand> rests = new ArrayList<>();
        IntStream.range(begin, end).forEach(from -> {
            List<Word> rest = words.subList(from, words.size());
            rests.add(new ShellCommand(rest, List.of(), List.of(), Nature.PROGRAM, List.of(), false));
            Word word = words.get(from);
            if (word.isFixed() && word.text().contains(" ")) {
                rests.addAll(resolver.text(word.text(), Dialect.SH, null).inner());
            }
        });
        return new RunPlan(Nature.GUARDED, rests, end < words.size(), List.of(), List.of());
    }
}
