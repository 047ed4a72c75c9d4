package dev.podd.door;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the person at a door whether they trust a folder. */
@FunctionalInterface
public interface TrustQuestion {
    /** Waits for the answer; empty when there is none. */
    Optional<Boolean> ask(Path folder) throws InterruptedException;
}
