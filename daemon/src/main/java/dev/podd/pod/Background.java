package dev.podd.pod;

/** What of a Pod runs on beside its turns. */
public interface Background {
    /** Nothing does. */
    Background NONE = new Background() {
        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public void settle() {}

        @Override
        public void end() {}
    };

    /** Whether commands run. */
    boolean isRunning();

    /** Records what commands have changed in files so far that still run, or were stopped. */
    void settle() throws InterruptedException;

    /** Kills all commands, and records what they changed; their session can still be written to. */
    void end();
}
