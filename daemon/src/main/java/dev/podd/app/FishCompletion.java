package dev.podd.app;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish: a line for each command, option and value, bound to the command that has been typed. */
final class FishCompletion {
    private static final String HEAD = """
            # Completes podd in fish; printed by: podd completion fish
            function __podd_is -d 'Whether this is the command that has been typed'
                set -l known @KNOWN@
                set -l typed
                for word in (commandline -opc)[2..]
                    set -l longer (string trim "$typed $word")
                    contains -- $longer $known; and set typed $longer
                end
                test "$typed" = "$argv"
            end
            complete -c podd -f
            """;

    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    static String of(CommandSpec podd) {
        FishCompletion completion = new FishCompletion();
        List<CommandSpec> all = CommandModel.all(podd);
        completion.script
                .append(HEAD.replace("@KNOWN@", all.stream().map(CommandModel::words).filter(words -> !words.isEmpty())
                        .map(FishCompletion::quoted).collect(Collectors.joining(" "))));
        all.forEach(completion::add);
        return completion.script.toString();
    }

    private void add(CommandSpec spec) {
        String line = "complete -c podd -n " + quoted(("__podd_is " + CommandModel.words(spec)).strip());
        CommandModel.commandsOf(spec).forEach(each -> script.append(line).append(" -a ").append(each.name())
                .append(" -d ").append(quoted(CommandModel.summary(each))).append('\n'));
        spec.options().stream().filter(option -> !option.hidden()).forEach(option -> script.append(line)
                .append(names(option)).append(option.arity().max() > 0 ? value(option) : "")
                .append(" -d ").append(quoted(CommandModel.summary(option))).append('\n'));
        spec.positionalParameters().stream().filter(each -> CommandModel.isFile(each)
                || !CommandModel.values(each).isEmpty()).forEach(each -> script.append(line)
                        .append(CommandModel.isFile(each) ? " -F" : words(each)).append('\n'));
    }

    private static String names(OptionSpec option) {
        return List.of(option.names()).stream()
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
    }

    private static String value(OptionSpec option) {
        return CommandModel.isFile(option) ? " -r -F" : " -x" + words(option);
    }

    private static String words(ArgSpec argument) {
        List<String> values = CommandModel.values(argument);
        return values.isEmpty() ? "" : " -a " + quoted(String.join(" ", values));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
