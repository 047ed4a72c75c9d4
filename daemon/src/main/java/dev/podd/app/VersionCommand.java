package dev.podd.app;

import picocli.CommandLine.Command;

/** {@code podd version}. */
@Command(name = "version", sortOptions = false, description = "Say which Podd this is.")
final class VersionCommand implements Runnable {
    private final ProcessEnvironment environment;

    VersionCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        environment.screen().out().println("podd " + Version.number());
    }
}
