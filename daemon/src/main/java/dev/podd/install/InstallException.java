package dev.podd.install;

import java.util.List;

/** An installation cannot be made or read; nothing was changed. The message says each reason on a line of its own. */
public final class InstallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InstallException(String problem) {
        super(problem);
    }

    InstallException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
