package dev.podd.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open folder. What is done to a file in it is done relative to the folder that was opened, and never through a link,
 * so that a link put in place after the scope was asked leads nowhere. Where the system cannot act relative to an open
 * folder (all but Linux), a link may still be slipped in between two calls; then only the last part of a path is safe.
 */
final class Folder implements Closeable {
    private final Path path;
    private final DirectoryStream<Path> stream;
    private final @Nullable SecureDirectoryStream<Path> secure;

    private Folder(Path path, DirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
        this.secure = stream instanceof SecureDirectoryStream<Path> known ? known : null;
    }

    /**
     * Opens a folder by its real path.
     *
     * @throws NoSuchFileException the path is no longer a real one: a link or another folder took its place
     */
    static Folder open(Path real) throws IOException {
        @SuppressWarnings("StreamResourceLeak") // closed with the folder
        Folder folder = new Folder(real, Files.newDirectoryStream(real));
        try {
            folder.requireReal();
            return folder;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The folder that is open is the one that the path leads to now, without any link. */
    private void requireReal() throws IOException {
        Object there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        Object opened = secure == null ? there
                : secure.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
        if (!path.toRealPath().equals(path) || !Objects.equals(opened, there)) {
            throw new NoSuchFileException(path.toString(), null, "replaced while it was being opened");
        }
    }

    /** Opens a folder in this one, not a link to one. */
    Folder openFolder(Path name) throws IOException {
        if (secure == null) {
            return open(path.resolve(name));
        }
        return new Folder(path.resolve(name), secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    /** The names in it, in no order; can be asked for once. */
    Iterable<Path> names() {
        return () -> new Iterator<>() {
            private final Iterator<Path> paths = stream.iterator();

            @Override
            public boolean hasNext() {
                return paths.hasNext();
            }

            @Override
            public Path next() {
                return paths.next().getFileName();
            }
        };
    }

    /** The attributes of the file or link itself; null when there is none. */
    @Nullable BasicFileAttributes attributes(Path name) throws IOException {
        try {
            return view(name, BasicFileAttributeView.class).readAttributes();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Opens a file, not a link. */
    FileChannel open(Path name, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return (FileChannel) (secure == null ? Files.newByteChannel(path.resolve(name), all)
                : secure.newByteChannel(name, all));
    }

    /** Owner, group and mode of one file, as far as we may set them, for another. */
    void copyMode(Path from, Path to) throws IOException {
        PosixFileAttributeView source = viewOrNull(from, PosixFileAttributeView.class);
        PosixFileAttributeView target = viewOrNull(to, PosixFileAttributeView.class);
        if (source == null || target == null) {
            return;
        }
        PosixFileAttributes old = source.readAttributes();
        PosixFileAttributes fresh = target.readAttributes();
        if (!old.group().equals(fresh.group())) {
            attempt(() -> target.setGroup(old.group()));
        }
        if (!old.owner().equals(fresh.owner())) {
            attempt(() -> target.setOwner(old.owner()));
        }
        target.setPermissions(old.permissions());
    }

    void move(Path from, Path to) throws IOException {
        if (secure != null) {
            secure.move(from, secure, to);
        } else {
            Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    void delete(Path name) throws IOException {
        if (secure != null) {
            secure.deleteFile(name);
        } else {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    /** A file in this folder that nobody has yet. */
    Path newFile(String prefix) throws IOException {
        for (int i = 0;; i++) {
            Path name = Path.of(prefix + i);
            try {
                open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
                return name;
            } catch (FileAlreadyExistsException e) {
                // left by a crash, or another's: take the next
            }
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private <V extends BasicFileAttributeView> V view(Path name, Class<V> type) throws IOException {
        V view = viewOrNull(name, type);
        if (view == null) {
            throw new IOException(path.resolve(name) + " has no attributes");
        }
        return view;
    }

    private <V extends BasicFileAttributeView> @Nullable V viewOrNull(Path name, Class<V> type) {
        return secure != null ? secure.getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS)
                : Files.getFileAttributeView(path.resolve(name), type, LinkOption.NOFOLLOW_LINKS);
    }

    private static void attempt(Change change) {
        try {
            change.make();
        } catch (IOException e) {
            // only root may give a file away; the file is ours then
        }
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }
}
