package dev.podd.terminal;

import dev.podd.pod.Pods;
import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a folder is trusted: as the person said before, or says now; nobody to ask means no. */
final class TrustQuestion {
    private final Pods pods;
    private final Ink ink;
    private final @Nullable Prompt prompt;

    TrustQuestion(Pods pods, Ink ink, @Nullable Prompt prompt) {
        this.pods = pods;
        this.ink = ink;
        this.prompt = prompt;
    }

    /** An answer is kept for the folder, so that it is asked once. */
    boolean of(Path folder, boolean saysSo) throws InterruptedException {
        if (saysSo) {
            pods.trust(folder, true);
            return true;
        }
        Optional<Boolean> said = pods.trusted(folder);
        if (said.isPresent() || prompt == null) {
            return said.orElse(false);
        }
        Boolean answer = ask(folder, prompt);
        if (answer == null) {
            return false;
        }
        pods.trust(folder, answer);
        return answer;
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
