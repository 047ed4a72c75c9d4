package dev.podd.workspace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes folders without ever following a link: each part of a path is opened, or made and then opened, relative to the
 * folder before it. Java can open relative to a folder ({@link Folder}) but not make one so, hence {@code mkdirat}. Linux
 * only; elsewhere folders are made by path, and a link that another process puts in place meanwhile is followed.
 */
final class NewFolders {
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_FIELD = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final int MODE = 0777;
    private static final int AT_FDCWD = -100;
    private static final int O_PATH = 0x20_0000;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int EEXIST = 17;
    private static final int ENOTDIR = 20;
    private static final int ELOOP = 40;
    private static final Map<Integer, String> REASONS = Map.of(ENOTDIR, "a part of it is no folder", ELOOP,
            "a part of it is a link", 28, "no space left on the device", 30, "the file system is read-only", 36,
            "a name is too long", 122, "the disk quota is used up");

    private final MethodHandle openat;
    private final MethodHandle mkdirat;
    private final MethodHandle close;
    private final int flags;

    @SuppressWarnings("restricted")
    private NewFolders(Linker linker) {
        this.openat = linker.downcallHandle(linker.defaultLookup().findOrThrow("openat"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), ERRNO);
        this.mkdirat = linker.downcallHandle(linker.defaultLookup().findOrThrow("mkdirat"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), ERRNO);
        this.close = linker.downcallHandle(linker.defaultLookup().findOrThrow("close"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        boolean isArm = System.getProperty("os.arch").equals("aarch64");
        int directory = isArm ? 0x4000 : 0x1_0000;
        int noFollow = isArm ? 0x8000 : 0x2_0000;
        this.flags = O_PATH | O_CLOEXEC | directory | noFollow;
    }

    /**
     * Makes a folder and those above it that do not exist.
     *
     * @param real  absolute, without links or dots in it
     * @param umask what they do not get; null for this process's own
     * @throws FileSystemException a part of the path is a link or a file, or the system refuses
     */
    static void make(Path real, @Nullable Umask umask) throws IOException {
        if (Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
            return; // whoever opens it looks at each part again
        }
        if (System.getProperty("os.name").equals("Linux")) {
            new NewFolders(Linker.nativeLinker()).makeEach(real, umask);
        } else {
            Files.createDirectories(real);
        }
    }

    private void makeEach(Path real, @Nullable Umask umask) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
            int folder = open(AT_FDCWD, arena.allocateFrom("/", charset), state);
            try {
                Path path = real.getRoot();
                for (Path part : real) {
                    path = path.resolve(part);
                    MemorySegment name = arena.allocateFrom(part.toString(), charset);
                    int next = open(folder, name, state);
                    if (next < 0 && errno(state) == ENOENT && mkdir(folder, name, state)) {
                        next = open(folder, name, state);
                        if (umask != null) {
                            umask.restrictFolder(path);
                        }
                    }
                    if (next < 0) {
                        throw refused(real, errno(state));
                    }
                    close(folder);
                    folder = next;
                }
            } finally {
                close(folder);
            }
        }
    }

    private static IOException refused(Path real, int errno) {
        return errno == EACCES ? new AccessDeniedException(real.toString())
                : new FileSystemException(real.toString(), null, REASONS.getOrDefault(errno, "error " + errno));
    }

    private int open(int folder, MemorySegment name, MemorySegment state) {
        return called(() -> (int) openat.invokeExact(state, folder, name, flags));
    }

    /** Whether it was made, or is there by now. */
    private boolean mkdir(int folder, MemorySegment name, MemorySegment state) {
        return called(() -> (int) mkdirat.invokeExact(state, folder, name, MODE)) == 0 || errno(state) == EEXIST;
    }

    private void close(int folder) {
        if (folder >= 0) {
            called(() -> (int) close.invokeExact(folder));
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO_FIELD.get(state, 0L);
    }

    private static int called(NativeCall call) {
        try {
            return call.invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface NativeCall {
        int invoke() throws Throwable;
    }
}
