package dev.podd.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion for zsh: a function for each command, which hands over to that of the command below it. */
final class ZshCompletion {
    private final StringBuilder script = new StringBuilder();

    private ZshCompletion() {}

    static String of(CommandSpec podd) {
        ZshCompletion completion = new ZshCompletion();
        completion.script.append("#compdef podd\n# Completes podd in zsh; printed by: podd completion zsh\n");
        CommandModel.all(podd).forEach(completion::add);
        completion.script.append("""

                if [ "$funcstack[1]" = _podd ]; then
                    _podd "$@"
                else
                    compdef _podd podd
                fi
                """);
        return completion.script.toString();
    }

    private void add(CommandSpec spec) {
        List<CommandSpec> commands = CommandModel.commandsOf(spec);
        script.append("\n").append(function(spec)).append("() {\n");
        if (!commands.isEmpty()) {
            script.append("    local line state\n");
        }
        script.append("    _arguments -s");
        arguments(spec, !commands.isEmpty()).forEach(each -> script.append(" \\\n        ").append(each));
        script.append("\n");
        if (!commands.isEmpty()) {
            choose(commands);
        }
        script.append("}\n");
    }

    private static List<String> arguments(CommandSpec spec, boolean hasCommands) {
        List<String> arguments = new ArrayList<>();
        spec.options().stream().filter(option -> !option.hidden()).flatMap(ZshCompletion::option)
                .forEach(arguments::add);
        if (hasCommands) {
            arguments.add(quoted("1: :->command"));
            arguments.add(quoted("*:: :->argument"));
        }
        spec.positionalParameters().forEach(each -> arguments.add(quoted(positional(each))));
        if (hasCommands) {
            arguments.addFirst("-C");
        }
        return arguments;
    }

    /** For each of its names, none of which is offered after one of them. */
    private static Stream<String> option(OptionSpec option) {
        String names = "(" + String.join(" ", option.names()) + ")";
        String words = "[" + escaped(CommandModel.summary(option)) + "]";
        return Stream.of(option.names()).map(name -> quoted(names + name
                + (option.arity().max() > 0 && name.startsWith("--") ? "=" : "") + words
                + (option.arity().max() > 0 ? value(option) : "")));
    }

    private static String positional(PositionalParamSpec parameter) {
        boolean isLast = parameter.index().max() == Integer.MAX_VALUE;
        return (isLast ? "*" : String.valueOf(parameter.index().min() + 1)) + value(parameter);
    }

    private static String value(ArgSpec argument) {
        List<String> values = CommandModel.values(argument);
        String action = CommandModel.isFile(argument) ? "_files"
                : values.isEmpty() ? " " : "(" + String.join(" ", values) + ")";
        return ":" + escaped(argument.paramLabel()) + ":" + action;
    }

    private void choose(List<CommandSpec> commands) {
        script.append("    case $state in\n    command)\n        local -a commands=(");
        commands.forEach(each -> script.append("\n            ")
                .append(quoted(each.name() + ":" + escaped(CommandModel.summary(each)))));
        script.append("\n        )\n        _describe command commands ;;\n    argument)\n        case $line[1] in\n");
        commands.forEach(each -> script.append("        ").append(each.name()).append(") ").append(function(each))
                .append(" ;;\n"));
        script.append("        esac ;;\n    esac\n");
    }

    private static String function(CommandSpec spec) {
        return "_" + spec.qualifiedName("_").replace('-', '_');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
