package dev.podd.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code podd man}: the manual page, for packages. */
@Command(name = "man", hidden = true, description = "Print the manual page.")
final class ManualCommand implements Runnable {
    private final ProcessEnvironment environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ManualCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        environment.screen().out().print(ManualPage.of(spec.root(), Version.number()));
    }
}
