package dev.podd.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What a manifest says of the sandbox of commands.
 *
 * @param isOn        whether commands run in one at all
 * @param runsUnasked whether a command that it holds runs without a question
 * @param readable    what commands may read besides the scope and the folders of the system; absolute, there or not
 * @param writable    what commands may write besides the scope; absolute, there or not
 * @param home        the person's home folder
 */
public record SandboxSettings(boolean isOn, boolean runsUnasked, boolean network, List<Path> readable,
        List<Path> writable,
        Path home) {
    public SandboxSettings {
        readable = List.copyOf(readable);
        writable = List.copyOf(writable);
    }
}
