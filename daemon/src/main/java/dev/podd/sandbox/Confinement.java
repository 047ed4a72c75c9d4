package dev.podd.sandbox;

/**
 * Under what a command runs. Given with each call, not with the runner, since what it is made of (a Pod's scope, the
 * text of unsaved documents) may change between two calls.
 */
public sealed interface Confinement {
    /** What the command is started for. */
    Purpose purpose();

    /** Whether anything but the person's own rights binds what the command reads and writes. */
    boolean bindsFiles();

    /** No confinement: the command may do whatever the person may. */
    record None(Purpose purpose) implements Confinement {
        @Override
        public boolean bindsFiles() {
            return false;
        }
    }

    /** What commands are started for. */
    enum Purpose {
        /** A model's command; what it puts into a session of its own (a build's server) goes on until its Pod ends. */
        SHELL,
        /** A hook of the manifest. */
        HOOK,
        /** A search program. */
        SEARCH;

        boolean mayLeaveProcesses() {
            return this == SHELL;
        }
    }
}
