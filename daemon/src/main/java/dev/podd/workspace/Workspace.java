package dev.podd.workspace;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files that a Pod may see and change: each path is asked of the scope at each call, and what is opened is what was
 * asked about. Safe on every thread.
 */
public final class Workspace {
    /** Bytes of a file that is read or written as a whole: it is in memory several times while it is changed. */
    public static final int MAX_WHOLE = 8 << 20;
    /** Milliseconds: the times of files lag behind the clock by up to a tick of the kernel. */
    private static final long CLOCK_LAG = 20;
    /** A larger file is read no further than to the last line that is wanted. */
    private static final long MAX_COUNTED = 64L << 20;

    private final Path workingDirectory;
    private final Supplier<Scope> scope;
    private final PathLocks locks;
    private final AllowedPaths paths;
    private final DocumentOverlay documents;
    private final OutputFolder outputs;
    private final GuardedPaths guarded = new GuardedPaths();
    /** What new files and folders get; null for what this process gives them. */
    private final @Nullable Umask umask;

    /** @param workingDirectory its real path */
    public Workspace(Path workingDirectory, Supplier<Scope> scope, PathLocks locks, OutputFolder outputs,
            OpenDocuments documents) {
        this(workingDirectory, scope, locks, outputs, documents, null);
    }

    /**
     * @param workingDirectory its real path
     * @param umask            of whom files are made for; null for this process's own
     */
    public Workspace(Path workingDirectory, Supplier<Scope> scope, PathLocks locks, OutputFolder outputs,
            OpenDocuments documents, @Nullable Umask umask) {
        this.umask = umask;
        this.outputs = outputs;
        this.workingDirectory = workingDirectory;
        this.scope = scope;
        this.locks = locks;
        this.paths = new AllowedPaths(workingDirectory, scope, outputs);
        this.documents = new DocumentOverlay(documents, scope);
    }

    /**
     * What a command is to find of the files, as far as the scope and the editors decide.
     *
     * @param places  that may be read or written, those above others first
     * @param guarded what below them may not
     * @param unsaved the files, by real path, that hold something else in an editor
     * @param unknown files that are open in an editor which does not tell what they hold
     * @param outputs folder of kept outputs, which may be read
     */
    public record CommandView(List<Scope.Reach> places, GuardedPaths.Found guarded, Map<Path, byte[]> unsaved,
            List<Path> unknown, Path outputs) {}

    /**
     * What a command that starts now is to find.
     *
     * @param trusted folders in which Podd runs what lies in {@code .podd}, by their real paths
     */
    public CommandView commandView(List<Path> trusted) {
        Scope now = scope.get();
        List<Scope.Reach> places = now.reaches();
        return new CommandView(places, guarded.below(places, now, trusted), documents.unsaved(), documents.unknown(),
                outputs.folder());
    }

    /** From which files programs run commands now, of those that commands might have made. */
    public GuardedPaths.Found guarded() {
        Scope now = scope.get();
        return guarded.below(now.reaches(), now, List.of());
    }

    /**
     * Puts out of use what a repository of git that a command has made would have git run: settings become comments, files
     * get another name.
     *
     * @param made its folder, or what stands for it
     * @return what that was, by its place in the repository
     */
    public List<String> disarm(Path made) {
        try {
            return MadeRepository.disarm(made);
        } catch (IOException e) {
            throw failed("put out of use what git would run from", made, e);
        }
    }

    public Path workingDirectory() {
        return workingDirectory;
    }

    /** The real path of a file or folder that may be read, there or not. */
    public Path readable(String path) {
        return paths.allowed(path, Permission.READ);
    }

    /** The real path of a file that may be written, there or not. */
    public Path writable(String path) {
        return paths.allowed(path, Permission.WRITE);
    }

    /** A path as the model should write it: relative to the working directory where that is shorter. */
    public String name(Path real) {
        return paths.name(real);
    }

    /** @throws WorkspaceException a real path that was readable leads elsewhere by now, or may not be read any more */
    public void requireSame(Path real) {
        var _ = paths.allowed(real, Permission.READ);
    }

    /** Does several things to a file while nobody else does. */
    public <T> T alone(Path real, Callable<T> task) throws InterruptedException {
        return locks.alone(real, task);
    }

    public boolean isFolder(Path real) {
        return Files.isDirectory(paths.allowed(real, Permission.READ));
    }

    /** Whether there is a file, on the disk or in an editor. */
    public boolean isFile(Path real) {
        Path file = paths.allowed(real, Permission.READ);
        return isOpen(file) || Files.isRegularFile(file);
    }

    /** The bytes of a file; null when there is none. */
    public byte @Nullable [] readIfExists(Path real) {
        Path file = paths.allowed(real, Permission.READ);
        Optional<byte[]> open = inEditor(file);
        return open.isEmpty() && Files.exists(file) ? onDisk(file) : open.orElse(null);
    }

    /** Bytes of a file on the disk, or characters of what is open in its place; 0 when there is neither. */
    public long size(Path real) {
        Path file = paths.allowed(real, Permission.READ);
        Optional<OpenDocument> open = documents.find(file);
        try {
            return open.isPresent() ? open.get().text().length()
                    : Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).size();
        } catch (IOException missing) {
            return 0;
        }
    }

    /** Whether a file is open in an editor. */
    public boolean isOpen(Path real) {
        return documents.find(real).isPresent();
    }

    /** A file as the editor calls it that has it open; as it is where none has. */
    public Path nameInEditor(Path real) {
        return documents.find(real).map(OpenDocument::file).orElse(real);
    }

    /** The bytes of a file of 8 MiB at most; those that it would have if it was saved, if it is open in an editor. */
    public byte[] read(Path real) {
        Path file = paths.allowed(real, Permission.READ);
        Optional<byte[]> open = inEditor(file);
        if (open.isPresent()) {
            return open.get();
        }
        byte[] content = onDisk(file);
        if (content == null) {
            throw failed("read", file, new NoSuchFileException(file.toString()));
        }
        return content;
    }

    private Optional<byte[]> inEditor(Path file) {
        Optional<byte[]> content = documents.find(file).map(open -> DocumentOverlay.bytes(open, file));
        content.ifPresent(bytes -> requireWhole(bytes.length, file));
        return content;
    }

    /**
     * Some lines of a text file.
     *
     * @param visitor     the one that saw them
     * @param count       lines of the file, or as far as it was read
     * @param isAll       whether the file was read to its end
     * @param bytes       size of the file
     * @param fingerprint of the content; null if it was not read to its end
     */
    public record Lines<V extends LineVisitor>(V visitor, long count, boolean isAll, long bytes,
            @Nullable Fingerprint fingerprint) {}

    /**
     * Reads lines of a text file of any size in constant memory: a file up to 64 MiB to its end, a larger one until no more
     * lines are wanted.
     *
     * @param from    the first line that is wanted, from 0
     * @param visitor makes one for each reading from the beginning: the encoding may turn out to be another on the way
     * @throws WorkspaceException the file is no text, too, or cannot be read
     */
    public <V extends LineVisitor> Lines<V> lines(Path real, long from, Supplier<V> visitor) {
        Path file = paths.allowed(real, Permission.READ);
        Optional<OpenDocument> open = documents.find(file);
        try {
            if (open.isPresent()) {
                byte[] content = DocumentOverlay.bytes(open.get(), file);
                return lines(() -> new ByteArrayInputStream(content), file, content.length, from, visitor);
            }
            try (Folder folder = Folder.open(parent(file))) {
                Path name = file.getFileName();
                long size = requireFile(folder.attributes(name), file).size();
                return lines(() -> Channels.newInputStream(folder.open(name, StandardOpenOption.READ)), file, size,
                        from, visitor);
            }
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /** Opens the content of a file from its beginning. */
    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }

    private <V extends LineVisitor> Lines<V> lines(Opening content, Path file, long size, long from,
            Supplier<V> visitor) throws IOException {
        try {
            return lines(content, file, size, from, visitor.get(), false);
        } catch (CharacterCodingException e) {
            return lines(content, file, size, from, visitor.get(), true);
        }
    }

    private <V extends LineVisitor> Lines<V> lines(Opening content, Path file, long size, long from, V visitor,
            boolean isLatin1) throws IOException {
        try (InputStream opened = content.open()) {
            Fingerprint.Reading bytes = new Fingerprint.Reading(opened);
            boolean isToTheEnd = size <= MAX_COUNTED;
            TextLines.Extent read = isLatin1 ? TextLines.readLatin1(bytes, visitor, from, isToTheEnd)
                    : TextLines.read(bytes, visitor, from, isToTheEnd);
            if (read.lines() < 0) {
                throw new WorkspaceException(name(file) + " is no text (" + size + " bytes)");
            }
            return new Lines<>(visitor, read.lines(), read.isAll(), size, read.isAll() ? bytes.fingerprint() : null);
        }
    }

    /**
     * Gives a file that holds {@code before} another content. Where it is open in an editor, the editor does it, and what
     * the person has typed meanwhile stays; else the file is replaced on the disk.
     *
     * @param before null for a file that does not exist
     * @throws WorkspaceException what the person has typed meanwhile is in the way, or it cannot be done
     */
    public void change(Path real, byte @Nullable [] before, byte[] after) throws InterruptedException {
        Path file = paths.allowed(real, Permission.WRITE);
        Optional<OpenDocument> open = documents.find(file);
        if (open.isPresent()) {
            new DocumentChange(name(file), before == null ? new byte[0] : before, after)
                    .make(() -> documents.find(file));
        } else if (Arrays.equals(before, onDisk(file))) {
            write(file, after);
        } else {
            throw new WorkspaceException(name(file) + " was changed or closed in an editor meanwhile, and is left as it"
                    + " is: read it again");
        }
    }

    /** What a document that is open in an editor holds, and what it is to hold. */
    public record Rewritten(TextFile before, TextFile after) {}

    /**
     * What an open document becomes by a change of an earlier text of it; what the person has typed since stays.
     *
     * @param base   the earlier text, with its line ends
     * @param wanted the same text changed
     * @throws WorkspaceException it is not open any more, or the person has typed where the change would be; then the
     *                            detail shows both
     */
    public Rewritten changedInEditor(Path real, String base, String wanted) {
        Path file = paths.allowed(real, Permission.WRITE);
        byte[] before = inEditor(file).orElseThrow(() -> new WorkspaceException(name(file)
                + " is not open in the editor any more, and is not changed"));
        TextFile now = TextFile.of(before)
                .orElseThrow(() -> new WorkspaceException(name(file) + " is no text, and is not changed"));
        TextFile meant = TextFile.of(wanted);
        TextFile after = now.merged(TextFile.of(base), meant).orElseThrow(() -> new WorkspaceException(name(file)
                + " is not changed: you have typed meanwhile where the change would be",
                LineDiff.of(TextFile.of(base).text(), meant.text()).unified(name(file)), null));
        return new Rewritten(now, after);
    }

    private byte @Nullable [] onDisk(Path file) {
        try (Folder folder = Folder.open(parent(file))) {
            BasicFileAttributes found = folder.attributes(file.getFileName());
            if (found == null) {
                return null;
            }
            requireWhole(requireFile(found, file).size(), file);
            try (FileChannel channel = folder.open(file.getFileName(), StandardOpenOption.READ)) {
                return bytes(channel);
            }
        } catch (NoSuchFileException | NotDirectoryException noFolder) {
            return null;
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /**
     * Replaces the content of a file on the disk, or makes it and the folders above it: all of it or nothing, also in a
     * crash. Mode and owner stay.
     */
    void write(Path real, byte[] content) {
        Path file = paths.allowed(real, Permission.WRITE);
        requireWhole(content.length, file);
        try {
            NewFolders.make(parent(file), umask);
            try (Folder folder = Folder.open(parent(file))) {
                BasicFileAttributes old = folder.attributes(file.getFileName());
                if (old != null) {
                    requireFile(old, file);
                }
                replace(folder, file.getFileName(), old != null, content);
            }
            locks.written(file);
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    /**
     * Takes a file away from the disk.
     *
     * @param before what it holds
     * @throws WorkspaceException it holds something else by now, or it cannot be done
     */
    public void delete(Path real, byte @Nullable [] before) {
        Path file = paths.allowed(real, Permission.WRITE);
        if (!Arrays.equals(before, onDisk(file))) {
            throw new WorkspaceException(name(file) + " was changed meanwhile, and is left as it is");
        }
        try (Folder folder = Folder.open(parent(file))) {
            requireFile(folder.attributes(file.getFileName()), file);
            folder.delete(file.getFileName());
            locks.written(file);
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    /**
     * Takes away the folders above a file that were made for it: empty, writable, below the working directory, and made
     * no earlier than that time. Where the file system does not say when a folder was made, it stays.
     *
     * @param since in milliseconds since 1970
     */
    void deleteEmptyAbove(Path real, long since) {
        Path folder = parent(real);
        try {
            while (folder.startsWith(workingDirectory) && !folder.equals(workingDirectory)
                    && isEmptyAndMadeSince(paths.allowed(folder, Permission.WRITE), since)) {
                try (Folder above = Folder.open(parent(folder))) {
                    above.deleteFolder(folder.getFileName());
                }
                folder = parent(folder);
            }
        } catch (IOException | WorkspaceException e) {
            // It stays: somebody was faster to put something into it, or it may not be written.
        }
    }

    private static boolean isEmptyAndMadeSince(Path real, long since) throws IOException {
        try (Folder above = Folder.open(parent(real)); Folder folder = Folder.open(real)) {
            BasicFileAttributes found = above.attributes(real.getFileName());
            return found != null && !found.creationTime().equals(found.lastModifiedTime())
                    && found.creationTime().toMillis() >= since - CLOCK_LAG && folder.names().isEmpty();
        }
    }

    /**
     * Visits a file, or all files below a folder but those that git ignores or the scope denies, on several threads at once, in no
     * order, following no link.
     *
     * @return what could not be read
     */
    public Unreadable walk(Path real, Visitor visitor) throws InterruptedException {
        Path start = paths.allowed(real, Permission.READ);
        boolean isFolder = Files.isDirectory(start);
        if (!isFolder && (Files.exists(start) || isOpen(start))) {
            return visit(start, visitor);
        }
        DocumentOverlay.Overlaid overlaid = documents.over(start, visitor);
        if (!isFolder && overlaid.isEmpty()) {
            return visit(start, visitor);
        }
        Unreadable unreadable = isFolder ? new Walk(scope.get(), overlaid).run(start, RulesAbove.of(start, scope.get()))
                : new Unreadable();
        overlaid.rest(unreadable);
        return unreadable;
    }

    private Unreadable visit(Path file, Visitor visitor) {
        Optional<FoundFile> open = documents.found(file);
        try {
            if (open.isPresent()) {
                visitor.visit(open.get());
                return new Unreadable();
            }
            try (Folder folder = Folder.open(parent(file))) {
                BasicFileAttributes found = folder.attributes(file.getFileName());
                visitor.visit(new FoundFile(folder, file.getFileName(), "", requireFile(found, file)));
                return new Unreadable();
            }
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /** Files below a folder that are open in an editor, as far as a walk would visit them, with what they hold there. */
    public List<FoundFile> openBelow(Path real) {
        return documents.foundBelow(real);
    }

    /** Whether a path without links in it may be read. */
    public boolean mayRead(Path real) {
        return scope.get().permissionOfReal(real).isPresent();
    }

    /** What lies in a folder and may be read, sorted by name. */
    public List<ListedEntry> list(Path real) {
        Path start = paths.allowed(real, Permission.READ);
        try {
            return FolderListing.of(start, scope.get(), documents.below(start));
        } catch (IOException e) {
            throw failed("list", start, e);
        }
    }

    /** Sees the files of a walk. */
    @FunctionalInterface
    public interface Visitor {
        /** An exception means that this file could not be read. */
        void visit(FoundFile file) throws IOException;

        /** A folder whose content is read next. */
        default void enter(Path real) throws IOException {}
    }

    private void replace(Folder folder, Path name, boolean exists, byte[] content) throws IOException {
        Path fresh = folder.newFile(".podd-new-", exists);
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
            } else if (umask != null) {
                folder.setMode(fresh, umask.ofFile());
            }
            folder.move(fresh, name);
        } catch (IOException | RuntimeException e) {
            folder.delete(fresh);
            throw e;
        }
    }

    private BasicFileAttributes requireFile(@Nullable BasicFileAttributes found, Path file) throws IOException {
        if (found == null) {
            throw new NoSuchFileException(file.toString());
        }
        if (found.isDirectory()) {
            throw new WorkspaceException(name(file) + " is a folder");
        }
        if (!found.isRegularFile()) {
            throw new WorkspaceException(name(file) + " is no regular file");
        }
        return found;
    }

    private void requireWhole(long size, Path file) {
        if (size > MAX_WHOLE) {
            throw new WorkspaceException(name(file) + " has " + size + " bytes; only files up to " + MAX_WHOLE
                    + " bytes can be changed or taken as a whole. Parts of it can be read with offset and limit");
        }
    }

    private static byte[] bytes(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_WHOLE));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until it is full, or the file was cut short meanwhile
        }
        return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
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
