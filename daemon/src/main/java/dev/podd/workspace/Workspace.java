package dev.podd.workspace;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that a Pod may see and change: each path is asked of the scope at each call, and what is opened is what was
 * asked about. Safe on every thread.
 */
public final class Workspace {
    private static final long MAX_BYTES = 64L << 20;
    private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private final Path workingDirectory;
    private final Supplier<Scope> scope;
    private final PathLocks locks;
    private final OutputFolder outputs;

    /** @param workingDirectory its real path */
    public Workspace(Path workingDirectory, Supplier<Scope> scope, PathLocks locks, OutputFolder outputs) {
        this.workingDirectory = workingDirectory;
        this.scope = scope;
        this.locks = locks;
        this.outputs = outputs;
    }

    public Path workingDirectory() {
        return workingDirectory;
    }

    /** The real path of a file or folder that may be read, there or not. */
    public Path readable(String path) {
        return allowed(absolute(path), Permission.READ, path);
    }

    /** The real path of a file that may be written, there or not. */
    public Path writable(String path) {
        return allowed(absolute(path), Permission.WRITE, path);
    }

    /** A path as the model should write it: relative to the working directory where that is shorter. */
    public String name(Path real) {
        if (real.equals(workingDirectory)) {
            return ".";
        }
        return (real.startsWith(workingDirectory) ? workingDirectory.relativize(real) : real).toString();
    }

    /** Does several things to a file while nobody else does. */
    public <T> T alone(Path real, Callable<T> task) throws InterruptedException {
        return locks.alone(real, task);
    }

    public boolean isFolder(Path real) {
        return Files.isDirectory(allowed(real, Permission.READ, name(real)));
    }

    /** The bytes of a file; null when there is none. */
    public byte @Nullable [] readIfExists(Path real) {
        return Files.exists(allowed(real, Permission.READ, name(real))) ? read(real) : null;
    }

    /** The bytes of a file. */
    public byte[] read(Path real) {
        Path file = allowed(real, Permission.READ, name(real));
        try (Folder folder = Folder.open(parent(file))) {
            Path name = file.getFileName();
            requireFile(folder.attributes(name), file);
            try (FileChannel channel = folder.open(name, StandardOpenOption.READ)) {
                return bytes(channel);
            }
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /**
     * Replaces the content of a file, or makes it and the folders above it: all of it or nothing, also in a crash. Mode
     * and owner stay.
     */
    public void write(Path real, byte[] content) {
        Path file = allowed(real, Permission.WRITE, name(real));
        try {
            Files.createDirectories(parent(file));
            try (Folder folder = Folder.open(parent(file))) {
                BasicFileAttributes old = folder.attributes(file.getFileName());
                if (old != null) {
                    requireFile(old, file);
                }
                replace(folder, file.getFileName(), old != null, content);
            }
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    /** Takes a file away. */
    public void delete(Path real) {
        Path file = allowed(real, Permission.WRITE, name(real));
        try (Folder folder = Folder.open(parent(file))) {
            requireFile(folder.attributes(file.getFileName()), file);
            folder.delete(file.getFileName());
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    /**
     * Visits a file, or all files below a folder but those that git ignores or the scope denies, on several threads at once, in no
     * order, following no link.
     *
     * @return what could not be read
     */
    public Unreadable walk(Path real, Visitor visitor) throws InterruptedException {
        Path start = allowed(real, Permission.READ, name(real));
        if (Files.isDirectory(start)) {
            return new Walk(scope.get(), visitor).run(start, RulesAbove.of(start, scope.get()));
        }
        try (Folder folder = Folder.open(parent(start))) {
            BasicFileAttributes found = folder.attributes(start.getFileName());
            requireFile(found, start);
            visitor.visit(new FoundFile(folder, start.getFileName(), "", found == null ? 0 : found.size()));
            return new Unreadable();
        } catch (IOException e) {
            throw failed("read", start, e);
        }
    }

    /** Whether a path without links in it may be read. */
    public boolean mayRead(Path real) {
        return scope.get().permissionOfReal(real).isPresent();
    }

    /** What lies in a folder and may be read, sorted by name. */
    public List<ListedEntry> list(Path real) {
        Path start = allowed(real, Permission.READ, name(real));
        try {
            return FolderListing.of(start, scope.get());
        } catch (IOException e) {
            throw failed("list", start, e);
        }
    }

    /** Sees the files of a walk. */
    @FunctionalInterface
    public interface Visitor {
        /** An exception means that this file could not be read. */
        void visit(FoundFile file) throws IOException;
    }

    private static void replace(Folder folder, Path name, boolean exists, byte[] content) throws IOException {
        Path fresh = folder.newFile(".podd-new-");
        try {
            try (FileChannel channel = folder.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            if (exists) {
                folder.copyMode(name, fresh);
            }
            folder.move(fresh, name);
        } catch (IOException | RuntimeException e) {
            folder.delete(fresh);
            throw e;
        }
    }

    private void requireFile(@Nullable BasicFileAttributes found, Path file) throws IOException {
        if (found == null) {
            throw new NoSuchFileException(file.toString());
        }
        if (found.isDirectory()) {
            throw new WorkspaceException(name(file) + " is a folder");
        }
        if (!found.isRegularFile()) {
            throw new WorkspaceException(name(file) + " is no regular file");
        }
        if (found.size() > MAX_BYTES) {
            throw new WorkspaceException(name(file) + " has " + found.size() + " bytes, more than the " + MAX_BYTES
                    + " that can be read");
        }
    }

    private static byte[] bytes(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_BYTES));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until it is full, or the file was cut short meanwhile
        }
        return bytes.hasRemaining() ? java.util.Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
    }

    private Path absolute(String path) {
        if (path.isBlank() || path.indexOf('\0') >= 0) {
            throw new WorkspaceException("a path is missing");
        }
        if (path.startsWith("~") || URI_SCHEME.matcher(path).matches()) {
            throw new WorkspaceException("\"" + path + "\" is neither relative to " + workingDirectory
                    + " nor absolute: ~ and URIs are not understood");
        }
        try {
            return outputs.here(workingDirectory.resolve(path));
        } catch (InvalidPathException e) {
            throw new WorkspaceException("\"" + path + "\" is no path: " + e.getReason(), e);
        }
    }

    private Path allowed(Path path, Permission permission, String name) {
        Scope now = scope.get();
        Path real = now.realPath(path).orElseThrow(() -> new WorkspaceException(
                name + " leads nowhere: it is a broken link, or climbs out of a folder that does not exist"));
        boolean isKept = permission == Permission.READ && outputs.holds(real);
        boolean isAllowed = now.permissionOfReal(real).filter(granted -> granted.compareTo(permission) >= 0)
                .isPresent();
        if (!isAllowed && !isKept) {
            throw new WorkspaceException(refusal(permission, name, real));
        }
        return real;
    }

    private String refusal(Permission permission, String name, Path real) {
        boolean isLink = !real.equals(workingDirectory.resolve(name).normalize());
        String what = isLink ? name + " leads to " + real + ", which" : name;
        String done = permission == Permission.READ ? "read" : "written";
        return what + " may not be " + done + ": it is outside the scope of this session, or denied by a rule of it";
    }

    private WorkspaceException failed(String verb, Path file, IOException e) {
        String reason = switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "the system denies it";
            case NotDirectoryException _ -> "it is no folder";
            case ClosedByInterruptException _ -> "interrupted";
            default -> String.valueOf(e.getMessage());
        };
        return new WorkspaceException("cannot " + verb + " " + name(file) + ": " + reason, e);
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }
}
