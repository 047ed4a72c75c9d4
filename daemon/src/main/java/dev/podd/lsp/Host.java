package dev.podd.lsp;

import org.jspecify.annotations.Nullable;

/** The process that serves a connection, as far as the other end may know and end it. Safe on every thread. */
public interface Host {
    /** Of Podd. */
    String version();

    /** What it is and has now. */
    Status status();

    /** What its person is to be told when their editor has begun; null where nothing is out of the ordinary. */
    @Nullable String trouble();

    /**
     * Ends it. Returns at once.
     *
     * @param whenIdle true: when the turns that run have ended, and no new connection is taken from here on
     */
    void stop(boolean whenIdle);

    /**
     * Runs a command line as the process would that it was typed for; an interrupt ends it.
     *
     * @return its exit code
     */
    int command(RemoteCommand command, RemoteConsole console) throws InterruptedException;

    /**
     * A process that serves editors.
     *
     * @param socket        path of its socket; null for a process that serves one editor alone
     * @param startedAt     milliseconds since 1970
     * @param connections   editors that are connected
     * @param residentBytes memory that it has; null where the system does not tell
     */
    record Status(long pid, @Nullable String socket, long startedAt, int connections, int pods,
            @Nullable Long residentBytes) {}
}
