package dev.podd.lsp;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A command line that runs in another process than it was typed for.
 *
 * @param environment variables there
 * @param zone        time zone there
 * @param isTypedAt   whether standard input is a keyboard
 * @param hasKeyboard whether there is a person who can be asked, whatever the standard streams are
 * @param isTerminal  whether standard output is a terminal
 * @param isOutStyled whether standard output is a terminal that takes colours
 * @param isErrStyled whether standard error is
 */
public record RemoteCommand(List<String> arguments, Map<String, String> environment, Path workingDirectory, ZoneId zone,
        boolean isTypedAt, boolean hasKeyboard, boolean isTerminal, boolean isOutStyled, boolean isErrStyled) {}
