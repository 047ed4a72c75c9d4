package dev.podd.app;

import dev.podd.permission.GivenRule;
import dev.podd.permission.GivenRules;
import dev.podd.terminal.ExitCode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code podd permissions}: what the person allowed for longer than once. */
@Command(name = "permissions", sortOptions = false,
        description = "Which tool calls you allowed for a session or for good, by your answers to questions.",
        footer = {"", "Examples:",
            "  podd permissions                              the rules of this folder",
            "  podd permissions revoke r1x2y3                ask again from now on"})
final class PermissionsCommand implements Callable<Integer> {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ProcessEnvironment environment;
    private final GivenRules given;

    @Option(names = "--all", description = "Those of every folder.")
    private boolean isOfAll;

    PermissionsCommand(ProcessEnvironment environment, GivenRules given) {
        this.environment = environment;
        this.given = given;
    }

    @Override
    public Integer call() {
        Path here = environment.workingDirectory();
        List<GivenRule> rules = given.all().stream().filter(rule -> isOfAll || rule.folder().equals(here)).toList();
        if (rules.isEmpty()) {
            environment.screen().err().println("podd: no rules were given " + (isOfAll ? "anywhere" : "in " + here));
        }
        int width = rules.stream().mapToInt(rule -> rule.id().length()).max().orElse(0);
        rules.forEach(rule -> environment.screen().out().println(environment.screen().shown(line(rule, width))));
        return ExitCode.FINISHED.code();
    }

    @Command(name = "revoke", sortOptions = false, description = "Take a rule back: the person is asked again.")
    int revoke(@Parameters(paramLabel = "RULE", description = "Its id, as listed.") String rule) {
        if (!given.revoke(rule)) {
            throw new CommandFailed("there is no rule " + rule + "; \"podd permissions --all\" lists them");
        }
        environment.screen().out().println("rule " + rule + " is taken back");
        return ExitCode.FINISHED.code();
    }

    private String line(GivenRule given, int width) {
        String calls = given.rule().tool() + (given.rule().pattern() == null ? "" : " " + given.rule().pattern());
        return (given.id() + " ".repeat(width)).substring(0, width) + "  "
                + MINUTE.format(given.createdAt().atZone(ZoneId.systemDefault())) + "  "
                + given.rule().action().name().toLowerCase(Locale.ROOT) + " " + calls
                + (given.session() == null ? ", always" : ", in session " + given.session())
                + (isOfAll ? ", in " + given.folder() : "");
    }
}
