package dev.podd.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Closes the memory and environment of other processes, in which keys stand, to a thread and to all processes that it
 * starts. By a Landlock domain (Linux 5.13 and later) that restricts next to nothing else: a process inside can neither
 * trace a process outside nor read what {@code /proc} protects in the same way ({@code environ}, {@code mem},
 * {@code fd}). Unless Podd runs as root, programs that gain rights ({@code sudo}) do not work inside. Where the kernel has no
 * Landlock, the daemon alone is closed, by being marked as not dumpable.
 */
final class Isolation {
    private static final long CREATE_RULESET = 444;
    private static final long RESTRICT_SELF = 446;
    private static final long VERSION = 1;
    /** A ruleset: rights to files, to the network, and scopes; 8 bytes each, a kernel below ABI 4 knows the first only. */
    private static final long RULESET_BYTES = 24;
    /** The right to create device files, which a command has no use for: a domain must restrict something. */
    private static final long MAKE_CHAR = 1 << 6;
    /** From ABI 6 on: connections to abstract sockets. Unlike a right to files it leaves {@code mount} alone. */
    private static final long ABSTRACT_SOCKETS = 1;
    private static final long FIRST_WITH_SCOPES = 6;

    private static final int SET_DUMPABLE = 4;
    private static final int SET_NO_NEW_PRIVS = 38;

    private final MethodHandle syscall;
    private final MethodHandle prctl;
    private final MethodHandle close;

    @SuppressWarnings("restricted")
    private Isolation(Linker linker) {
        syscall = linker.downcallHandle(linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        prctl = linker.downcallHandle(linker.defaultLookup().findOrThrow("prctl"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        close = linker.downcallHandle(linker.defaultLookup().findOrThrow("close"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    /** Puts the calling platform thread into a domain of its own, for good. */
    static void enter() {
        if (System.getProperty("os.name").equals("Linux")) {
            new Isolation(Linker.nativeLinker()).isolate();
        }
    }

    private void isolate() {
        long abi = call(CREATE_RULESET, 0, 0, VERSION);
        if (abi < 1 || !restrict(abi >= FIRST_WITH_SCOPES)) {
            set(SET_DUMPABLE, 0);
        }
    }

    private boolean restrict(boolean hasScopes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ruleset = arena.allocate(RULESET_BYTES, JAVA_LONG.byteAlignment());
            ruleset.setAtIndex(JAVA_LONG, hasScopes ? 2 : 0, hasScopes ? ABSTRACT_SOCKETS : MAKE_CHAR);
            long descriptor = call(CREATE_RULESET, ruleset.address(),
                    hasScopes ? RULESET_BYTES : JAVA_LONG.byteSize(), 0);
            if (descriptor < 0) {
                return false;
            }
            boolean isDone = call(RESTRICT_SELF, descriptor, 0, 0) == 0
                    || (set(SET_NO_NEW_PRIVS, 1) == 0 && call(RESTRICT_SELF, descriptor, 0, 0) == 0);
            close((int) descriptor);
            return isDone;
        }
    }

    private long call(long number, long first, long second, long third) {
        try {
            return (long) syscall.invokeExact(number, first, second, third);
        } catch (Throwable e) {
            throw new IllegalStateException("syscall cannot be called", e);
        }
    }

    private int set(int option, long value) {
        try {
            return (int) prctl.invokeExact(option, value, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("prctl cannot be called", e);
        }
    }

    private void close(int descriptor) {
        try {
            int _ = (int) close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("close cannot be called", e);
        }
    }
}
