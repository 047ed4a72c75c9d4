package dev.podd.turn;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * What a turn takes from outside, so that a test can hold it still.
 *
 * @param nanos  a clock that only goes forward
 * @param random from 0 to 1, for back-off
 * @param sleep  waits, stopped by interrupt
 * @param ids    a new id that begins with the given letter, unique in the session
 * @param bugs   where our own faults are logged
 */
public record TurnServices(LongSupplier nanos, DoubleSupplier random, Sleep sleep, UnaryOperator<String> ids,
        Bugs bugs) {
    /** Waits for a while. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration duration) throws InterruptedException;
    }
}
