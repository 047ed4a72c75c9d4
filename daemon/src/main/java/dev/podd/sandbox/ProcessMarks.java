package dev.podd.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by which the processes of a command are known again, whatever they did to leave it: {@code setsid}, a double
 * fork, an emptied environment. A mark is a resource limit, which every process hands down and none can raise: the
 * processor time of a real-time process, so large that it bounds nothing. Linux only; elsewhere there are no marks.
 */
final class ProcessMarks {
    /** How many marks one daemon has, from {@link #first()} on; then they are used again. */
    static final int COUNT = 1 << 20;

    private static final int RLIMIT_RTTIME = 15;
    /** Microseconds: 35 years. */
    private static final long LOWEST = 1L << 50;

    private final @Nullable MethodHandle prlimit;
    private final long first;
    /** Whether this daemon was itself started under a mark, which its commands keep beside their own. */
    private final boolean isNested;
    private int used; // guarded by this

    private ProcessMarks(@Nullable MethodHandle prlimit, long first, boolean isNested) {
        this.prlimit = prlimit;
        this.first = first;
        this.isNested = isNested;
    }

    @SuppressWarnings("restricted")
    static ProcessMarks ofThisProcess() {
        Linker linker = Linker.nativeLinker();
        MethodHandle prlimit = System.getProperty("os.name").equals("Linux")
                ? linker.defaultLookup().find("prlimit").map(symbol -> linker.downcallHandle(symbol,
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS))).orElse(null)
                : null;
        return prlimit == null ? new ProcessMarks(null, 0, false) : below(prlimit, ownLimit(prlimit));
    }

    /** @param limit of this process; negative for none */
    private static ProcessMarks below(MethodHandle prlimit, long limit) {
        boolean isNested = limit >= 0 && limit < Long.MAX_VALUE;
        long highest = isNested ? limit - COUNT : 2 * LOWEST;
        long lowest = isNested ? limit / 2 : LOWEST;
        return highest <= lowest ? new ProcessMarks(null, 0, false)
                : new ProcessMarks(prlimit, ThreadLocalRandom.current().nextLong(lowest, highest), isNested);
    }

    /** The lowest mark of this daemon; 0 when there are none. */
    long first() {
        return first;
    }

    /** ProcessMarks a process, before it starts others. Returns the mark, 0 when there is none. */
    long mark(long pid) {
        if (prlimit == null) {
            return 0;
        }
        long mark = next();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(2 * JAVA_LONG.byteSize());
            if (isNested) {
                call(prlimit, pid, MemorySegment.NULL, limits);
            } else {
                limits.setAtIndex(JAVA_LONG, 1, mark);
            }
            limits.setAtIndex(JAVA_LONG, 0, mark);
            return call(prlimit, pid, limits, MemorySegment.NULL) == 0 ? mark : 0;
        }
    }

    private synchronized long next() {
        used = (used + 1) % COUNT;
        return first + used;
    }

    private static long ownLimit(MethodHandle prlimit) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(2 * JAVA_LONG.byteSize());
            return call(prlimit, 0, MemorySegment.NULL, limits) == 0 ? limits.getAtIndex(JAVA_LONG, 1) : -1;
        }
    }

    private static int call(MethodHandle prlimit, long pid, MemorySegment set, MemorySegment got) {
        try {
            return (int) prlimit.invokeExact((int) pid, RLIMIT_RTTIME, set, got);
        } catch (Throwable e) {
            throw new IllegalStateException("prlimit cannot be called", e);
        }
    }
}
