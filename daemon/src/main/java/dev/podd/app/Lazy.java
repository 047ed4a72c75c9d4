package dev.podd.app;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for, once, whoever asks; and no more once it is sealed. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T value; // guarded by this
    private boolean isSealed; // guarded by this

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /** @throws IllegalStateException it was sealed before it was made */
    @Override
    public synchronized T get() {
        T made = value;
        if (made == null) {
            if (isSealed) {
                throw new IllegalStateException("Podd is ending");
            }
            made = maker.get();
            value = made;
        }
        return made;
    }

    /** Makes the value if that can still be of use. */
    synchronized void prepare() {
        if (!isSealed) {
            get();
        }
    }

    /** The value if it was made; if not, it never will be. */
    synchronized Optional<T> seal() {
        isSealed = true;
        return Optional.ofNullable(value);
    }
}
