package dev.podd.terminal;

import dev.podd.door.TrustQuestion;
import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks at the prompt whether a folder is trusted; nobody to ask, or the end of the input, is no answer. */
final class TerminalTrustQuestion implements TrustQuestion {
    private final Ink ink;
    private final @Nullable Prompt prompt;

    /** @param prompt null when there is nobody to ask */
    TerminalTrustQuestion(Ink ink, @Nullable Prompt prompt) {
        this.ink = ink;
        this.prompt = prompt;
    }

    @Override
    public Optional<Boolean> ask(Path folder) throws InterruptedException {
        return prompt == null ? Optional.empty() : Optional.ofNullable(ask(folder, prompt));
    }

    private @Nullable Boolean ask(Path folder, Prompt asked) throws InterruptedException {
        asked.show(ink.paint("? ", Style.YELLOW)
                + ink.paint("Do you trust the files in " + Visible.text(folder.toString()) + "?", Style.BOLD));
        asked.show(
                "  Trusted, its .podd/pod.toml may change how Podd works here and run commands. Else that file is left"
                        + " unread,");
        asked.show("  and every change and every command is asked about.");
        while (true) {
            String line = asked.line(ink.paint("[y]", Style.BOLD) + " trust  " + ink.paint("[n]", Style.BOLD)
                    + " do not > ");
            switch (line == null ? "" : line.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "n", "no" -> {
                    return false;
                }
                default -> {
                    if (line == null) {
                        return null;
                    }
                }
            }
        }
    }
}
