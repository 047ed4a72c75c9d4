package dev.podd.house;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A regular file whose opening hangs in the system, as on a dead network drive, until this is closed or for 45 s: it is
 * under a lease (Linux), whose holder is told by a signal that every process ignores, and does not answer.
 */
public final class HangingFile implements AutoCloseable {
    private static final int READ_ONLY = 0;
    private static final int SET_SIGNAL = 10;
    private static final int SET_LEASE = 1024;
    private static final int WRITE_LEASE = 1;
    private static final int SIGWINCH = 28;

    private final int descriptor;

    /** Makes the file. */
    public HangingFile(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(file.toString());
            descriptor = (int) handle("open", ADDRESS).invokeExact(path, READ_ONLY);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        control(SET_SIGNAL, SIGWINCH);
        control(SET_LEASE, WRITE_LEASE);
    }

    private void control(int command, int value) {
        try {
            int answer = (int) handle("fcntl", JAVA_INT, JAVA_INT).invokeExact(descriptor, command, value);
            if (answer < 0) {
                throw new IllegalStateException("the system gives no lease: fcntl " + command);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the lease back: whoever waits opens the file. */
    @Override
    @SuppressWarnings("restricted")
    public void close() {
        try {
            int _ = (int) Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup()
                    .findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** A function of integers but for its first arguments; the last is variadic. */
    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, MemoryLayout... first) {
        MemoryLayout[] all = Arrays.copyOf(first, first.length + 1);
        all[first.length] = JAVA_INT;
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, all),
                Linker.Option.firstVariadicArg(first.length));
    }
}
