package dev.podd.sandbox;

/**
 * What binds a command. Given with each command, not with the runner, since what it is made of (a Pod's manifest, its
 * scope) may change between two commands.
 */
public sealed interface Confinement {
    /** What the command is started for. */
    Purpose purpose();

    /** The command may do whatever the person may. */
    record None(Purpose purpose) implements Confinement {}

    /** The command may do whatever the person may, but not look into other processes, nor gain rights. */
    record Isolated(Purpose purpose) implements Confinement {}

    /**
     * The command finds what the bounds show it, as far as the sandbox of this machine can see to it
     * ({@link ProcessGuard#sandbox}). Where that has process ids of its own, all that the command started ends with it.
     */
    record Sandboxed(Purpose purpose, Bounds bounds) implements Confinement {}

    static Confinement of(Purpose purpose, boolean isIsolated) {
        return isIsolated ? new Isolated(purpose) : new None(purpose);
    }

    /** What commands are started for. */
    enum Purpose {
        /** A model's command; what it puts into a session of its own (a build's server) goes on until its Pod ends. */
        SHELL,
        /** A hook of the manifest. */
        HOOK,
        /** A search program. */
        SEARCH,
        /** A program that is spoken with for long, such as an MCP server. */
        SERVER;

        boolean mayLeaveProcesses() {
            return this == SHELL;
        }
    }
}
