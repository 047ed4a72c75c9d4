package dev.podd.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The system calls of Landlock, and what goes with them; the same numbers on every architecture. Linux only. */
final class LandlockCalls {
    private static final long CREATE_RULESET = 444;
    private static final long ADD_RULE = 445;
    private static final long RESTRICT_SELF = 446;
    private static final long VERSION = 1;
    private static final long PATH_BENEATH = 1;
    /** A ruleset: rights to files, to the network, and scopes; 8 bytes each. */
    private static final long RULESET_BYTES = 24;
    private static final int FIRST_WITH_NETWORK = 4;
    static final int FIRST_WITH_SCOPES = 6;

    private static final int SET_DUMPABLE = 4;
    private static final int SET_NO_NEW_PRIVS = 38;
    /** {@code O_PATH | O_CLOEXEC} */
    private static final int OPEN_PATH = 0x200000 | 0x80000;

    private final MethodHandle syscall;
    private final MethodHandle prctl;
    private final MethodHandle open;
    private final MethodHandle close;

    @SuppressWarnings("restricted")
    LandlockCalls() {
        Linker linker = Linker.nativeLinker();
        syscall = linker.downcallHandle(linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        prctl = linker.downcallHandle(linker.defaultLookup().findOrThrow("prctl"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        open = linker.downcallHandle(linker.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
        close = linker.downcallHandle(linker.defaultLookup().findOrThrow("close"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    /** What the kernel knows of Landlock: 0 for nothing. */
    int abi() {
        return (int) Math.max(0, call(CREATE_RULESET, 0, 0, VERSION, 0));
    }

    /**
     * A ruleset that restricts these rights; a right is given back by a rule.
     *
     * @return its descriptor; negative when the kernel refuses
     */
    int ruleset(int abi, long files, long network, long scopes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ruleset = arena.allocate(RULESET_BYTES, JAVA_LONG.byteAlignment());
            ruleset.setAtIndex(JAVA_LONG, 0, files);
            ruleset.setAtIndex(JAVA_LONG, 1, network);
            ruleset.setAtIndex(JAVA_LONG, 2, scopes);
            long words = abi >= FIRST_WITH_SCOPES ? 3 : abi >= FIRST_WITH_NETWORK ? 2 : 1;
            return (int) call(CREATE_RULESET, ruleset.address(), words * JAVA_LONG.byteSize(), 0, 0);
        }
    }

    /** Gives rights to a file, or to a folder and all below; false where there is nothing. */
    boolean allow(int ruleset, Path path, long rights) {
        int opened = open(path);
        if (opened < 0) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rule = arena.allocate(JAVA_LONG.byteSize() + JAVA_INT.byteSize(), JAVA_LONG.byteAlignment());
            rule.set(JAVA_LONG, 0, rights);
            rule.set(JAVA_INT, JAVA_LONG.byteSize(), opened);
            return call(ADD_RULE, ruleset, PATH_BENEATH, rule.address(), 0) == 0;
        } finally {
            close(opened);
        }
    }

    /** Puts the calling thread, and all that it starts, under a ruleset for good; and closes the ruleset. */
    boolean restrict(int ruleset) {
        boolean isDone = call(RESTRICT_SELF, ruleset, 0, 0, 0) == 0
                || (set(SET_NO_NEW_PRIVS, 1) == 0 && call(RESTRICT_SELF, ruleset, 0, 0, 0) == 0);
        close(ruleset);
        return isDone;
    }

    /** The calling thread, and what it starts, gains no rights any more. */
    boolean forbidNewRights() {
        return set(SET_NO_NEW_PRIVS, 1) == 0;
    }

    /** Closes the memory and environment of this process to others. */
    void closeThisProcess() {
        var _ = set(SET_DUMPABLE, 0);
    }

    private long call(long number, long first, long second, long third, long fourth) {
        try {
            return (long) syscall.invokeExact(number, first, second, third, fourth);
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

    private int open(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) open.invokeExact(arena.allocateFrom(path.toString()), OPEN_PATH, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("open cannot be called", e);
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
