package dev.podd.manifest;

/** How the sandbox of commands is used. */
public enum SandboxMode {
    /** A command that it holds runs without a question. */
    ON,
    /** The person is asked about each command. */
    ASK,
    /** There is none. */
    OFF
}
