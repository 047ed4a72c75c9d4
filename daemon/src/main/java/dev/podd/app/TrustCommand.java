package dev.podd.app;

import dev.podd.manifest.TrustStore;
import dev.podd.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code podd trust}: lets the files of a folder say how Podd works there. */
@Command(name = "trust", sortOptions = false,
        description = "Trust a folder: its .podd/pod.toml is read, and calls that are allowed are not asked about.")
final class TrustCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;
    private final TrustStore store;

    @Option(names = "--no", description = "Do not trust it any more.")
    private boolean isTakenBack;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "This folder if left out.")
    private @Nullable Path folder;

    TrustCommand(ProcessEnvironment environment, TrustStore store) {
        this.environment = environment;
        this.store = store;
    }

    @Override
    public Integer call() {
        Path trusted = folder == null ? environment.workingDirectory()
                : environment.workingDirectory().resolve(folder).normalize();
        if (!Files.isDirectory(trusted)) {
            throw new CommandFailed("there is no folder " + trusted);
        }
        store.trust(trusted, !isTakenBack);
        environment.screen().out().println(trusted + (isTakenBack ? " is not trusted any more" : " is trusted"));
        return ExitCode.FINISHED.code();
    }
}
