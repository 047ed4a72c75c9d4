package dev.podd.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The visible parts of the command line, for what is written about it: completions and the manual page. */
final class CommandModel {
    private CommandModel() {}

    /** Commands right below this one. */
    static List<CommandSpec> commandsOf(CommandSpec spec) {
        return spec.subcommands().values().stream().map(line -> line.getCommandSpec())
                .filter(each -> !each.usageMessage().hidden()).distinct().toList();
    }

    /** This one, then all below it, each before its own. */
    static List<CommandSpec> all(CommandSpec spec) {
        List<CommandSpec> all = new ArrayList<>(List.of(spec));
        commandsOf(spec).forEach(each -> all.addAll(all(each)));
        return all;
    }

    /** The words after the program's name ("sessions list"), empty for the program itself. */
    static String words(CommandSpec spec) {
        String name = spec.qualifiedName();
        int end = name.indexOf(' ');
        return end < 0 ? "" : name.substring(end + 1);
    }

    /** What it does, in a line. */
    static String summary(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description()).replace("%n", "").strip();
    }

    /** What it does, in a line. */
    static String summary(ArgSpec argument) {
        return String.join(" ", argument.description()).strip();
    }

    static boolean isFile(ArgSpec argument) {
        return argument.type() == Path.class;
    }

    /** The values it may have; empty where they are not known. */
    static List<String> values(ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        return candidates == null ? List.of() : StreamSupport.stream(candidates.spliterator(), false).toList();
    }
}
