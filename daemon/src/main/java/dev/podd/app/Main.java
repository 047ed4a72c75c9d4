package dev.podd.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code podd}: the first thing that runs, and the last word on the exit code. */
@Command(
        name = "podd",
        mixinStandardHelpOptions = true,
        version = "podd 0.1.0",
        description = "An agent behind every editor.")
final class Main implements Runnable {

    /** Reads the command line and ends the process with its exit code. */
    static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }
}
