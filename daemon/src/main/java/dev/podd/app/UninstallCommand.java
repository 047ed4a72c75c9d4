package dev.podd.app;

import dev.podd.install.InstallException;
import dev.podd.install.Installation;
import dev.podd.install.Installation.Removal;
import dev.podd.terminal.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code podd uninstall}: takes away what {@code podd install} has written. */
@Command(name = "uninstall", sortOptions = false,
        description = "Take away what podd install has written.",
        footer = {"",
            "The program's own folder, your manifests and your sessions stay; podd doctor says where they are."})
final class UninstallCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;

    @Option(names = "--prefix", paramLabel = "DIR", description = "What is below this folder, instead of ~/.local.")
    private @Nullable Path prefix;

    UninstallCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try {
            Removal removal = new Installation(InstallCommand.prefix(environment, prefix)).remove();
            removal.removed().forEach(path -> environment.screen().out().println("removed " + path));
            removal.kept().forEach(path -> environment.screen().err()
                    .println("podd: kept " + path + ", which was changed since podd install wrote it"));
            return ExitCode.FINISHED.code();
        } catch (InstallException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
