package dev.podd.app;

import picocli.CommandLine.Command;

/** {@code podd version}. */
@Command(name = "version", sortOptions = false, description = "Say which Podd this is.")
final class VersionCommand implements Runnable {
    private final Host host;

    VersionCommand(Host host) {
        this.host = host;
    }

    @Override
    public void run() {
        host.screen().out().println("podd " + Version.number());
    }
}
