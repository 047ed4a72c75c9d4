package dev.podd.tool.builtin;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one search leaves out since a rule of the manifest denies reading it; counted. Safe on every thread. */
final class LeftOut {
    private final @Nullable Predicate<Path> denied;
    private final AtomicInteger count = new AtomicInteger();

    /** @param denied whether a real path may not be read; null when no rule denies any */
    LeftOut(@Nullable Predicate<Path> denied) {
        this.denied = denied;
    }

    /** Whether no rule denies anything. */
    boolean isNothing() {
        return denied == null;
    }

    /** Whether a file or folder is left out; then it is counted. */
    boolean leavesOut(Path real) {
        boolean is = denied != null && denied.test(real);
        if (is) {
            count.incrementAndGet();
        }
        return is;
    }

    /** The summary with a line that says how many were left out, if any. */
    String in(String summary, String what) {
        return count.get() == 0 ? summary
                : summary + "\nleft out: " + Shown.counted(count.get(), what) + " that the permissions deny";
    }
}
