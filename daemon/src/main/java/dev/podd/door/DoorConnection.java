package dev.podd.door;

/** What is said over one connection, from the first message to the last. */
public interface DoorConnection {
    /** Whether an editor is at the other end, not a command. */
    boolean isEditor();

    /** Tells a relay at the other end that this process is about to end, as it should. */
    void tellEnding();

    /**
     * Answers until the other end leaves. What it was watching goes on without it.
     *
     * @return whether it left as it should
     */
    boolean run() throws InterruptedException;
}
