package dev.podd.app;

import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code podd man}: the manual page, for packages. */
@Command(name = "man", hidden = true, description = "Print the manual page.")
final class ManualCommand implements Runnable {
    private final ProcessEnvironment environment;
    private final Supplier<CommandSpec> podd;

    /** @param podd the whole command line */
    ManualCommand(ProcessEnvironment environment, Supplier<CommandSpec> podd) {
        this.environment = environment;
        this.podd = podd;
    }

    @Override
    public void run() {
        environment.screen().out().print(ManualPage.of(podd.get(), Version.number()));
    }
}
