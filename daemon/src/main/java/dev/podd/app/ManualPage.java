package dev.podd.app;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of podd, in the man macros of roff, from the same words as {@code --help}. */
final class ManualPage {
    private final StringBuilder page = new StringBuilder();

    private ManualPage() {}

    static String of(CommandSpec podd, String version) {
        ManualPage manual = new ManualPage();
        manual.macro("TH", "PODD", "1", "", "podd " + version, "User Commands");
        manual.macro("SH", "NAME");
        manual.text("podd - an agent behind every editor");
        manual.macro("SH", "SYNOPSIS");
        manual.lines(Stream.of(podd.usageMessage().customSynopsis()).map(String::strip).toList());
        manual.macro("SH", "DESCRIPTION");
        manual.text(CommandModel.summary(podd));
        manual.macro("SH", "OPTIONS");
        manual.options(podd);
        manual.macro("SH", "COMMANDS");
        CommandModel.all(podd).stream().filter(each -> !CommandModel.words(each).isEmpty()).forEach(manual::command);
        manual.examples(podd);
        manual.files();
        return manual.page.toString();
    }

    private void command(CommandSpec spec) {
        macro("SS", CommandModel.words(spec));
        lines(new Help(spec, Help.defaultColorScheme(Ansi.OFF)).synopsis(0).lines().map(String::strip).toList());
        macro("PP");
        text(CommandModel.summary(spec));
        options(spec);
        spec.positionalParameters().stream().filter(each -> !each.hidden())
                .forEach(each -> tagged(each.paramLabel(), CommandModel.summary(each)));
        footer(spec);
    }

    /** Those of its own; what all commands understand stands once, at the top. */
    private void options(CommandSpec spec) {
        spec.options().stream().filter(option -> !option.hidden() && (spec.parent() == null || !option.inherited()))
                .forEach(option -> tagged(names(option), CommandModel.summary(option)));
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() > 0 ? names + " " + option.paramLabel() : names;
    }

    private void tagged(String tag, String words) {
        macro("TP");
        page.append(".B ").append(escaped(tag)).append('\n');
        text(words);
    }

    private void footer(CommandSpec spec) {
        List<String> footer = Stream.of(spec.usageMessage().footer()).filter(line -> !line.isBlank()).toList();
        if (!footer.isEmpty()) {
            macro("PP");
            lines(footer);
        }
    }

    private void examples(CommandSpec podd) {
        macro("SH", "EXAMPLES");
        lines(Stream.of(podd.usageMessage().footer()).filter(line -> line.startsWith(" ")).map(String::strip).toList());
    }

    private void files() {
        macro("SH", "FILES");
        tagged("~/.config/podd/pod.toml", "Your manifest; $XDG_CONFIG_HOME and PODD_HOME name other places.");
        tagged(".podd/pod.toml", "A project's manifest, read once its folder is trusted.");
        tagged("~/.local/state/podd", "Sessions and logs; $XDG_STATE_HOME and PODD_HOME name other places.");
    }

    private void macro(String name, String... arguments) {
        page.append('.').append(name).append(Stream.of(arguments)
                .map(argument -> " \"" + escaped(argument).replace("\"", "\\(dq") + "\"")
                .collect(Collectors.joining())).append('\n');
    }

    /** Lines that stay as they are. */
    private void lines(List<String> lines) {
        macro("nf");
        lines.forEach(this::text);
        macro("fi");
    }

    private void text(String words) {
        String line = escaped(words);
        page.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "").append(line).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
                .replace("`", "\\(ga");
    }
}
