package dev.podd.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open folder. It is reached part by part from the root, each part opened relative to the one before and never
 * through a link, and what is done to a file in it is done relative to it; so a link that another process puts in place
 * after the scope was asked leads nowhere. Where the system cannot open relative to a folder, paths are checked after they
 * were opened, and a link may be slipped in between two calls. One thread at a time.
 */
final class Folder implements Closeable {
    /** As the last part of a path it makes the system refuse what is no folder, where it would wait for a pipe's writer. */
    private static final Path ITSELF = Path.of(".");
    /** A temporary file that is older than this is nobody's any more. */
    private static final Duration WRITING = Duration.ofMinutes(10);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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
     * @throws NotDirectoryException it is none
     * @throws NoSuchFileException   there is none, or a part of its path is a link by now
     */
    static Folder open(Path real) throws IOException {
        @Nullable Folder folder = ofPath(real.getRoot());
        if (folder.secure == null) {
            folder.close();
            return verified(real);
        }
        Path path = real.getRoot();
        for (Path name : real) {
            path = path.resolve(name);
            folder = next(folder, path, path.equals(real));
        }
        return folder == null ? verified(real) : folder;
    }

    /** Opens the next part of a path and closes the folder above; null for a folder that is passed without being opened. */
    private static @Nullable Folder next(@Nullable Folder above, Path path, boolean isLast) throws IOException {
        try (above) {
            return above == null ? verified(path) : above.openFolder(path.getFileName());
        } catch (AccessDeniedException e) {
            if (isLast || isOurs(path)) {
                throw e;
            }
            return null; // another user's, who alone can put a link into it
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }

    /** Opens a folder in this one, not a link to one. */
    Folder openFolder(Path name) throws IOException {
        if (secure == null) {
            return verified(path.resolve(name));
        }
        BasicFileAttributes there = attributes(name);
        if (there == null || there.isSymbolicLink()) {
            throw new NoSuchFileException(path.resolve(name).toString());
        }
        if (!there.isDirectory()) {
            throw new NotDirectoryException(path.resolve(name).toString());
        }
        @SuppressWarnings("StreamResourceLeak") // closed with the folder
        Folder folder = new Folder(path.resolve(name), secure.newDirectoryStream(name.resolve(ITSELF)));
        return folder.unless(!Objects.equals(folder.key(), there.fileKey()));
    }

    @SuppressWarnings("StreamResourceLeak") // closed with the folder
    private static Folder ofPath(Path path) throws IOException {
        return new Folder(path, Files.newDirectoryStream(path.resolve(ITSELF)));
    }

    private static Folder verified(Path real) throws IOException {
        Folder folder = ofPath(real);
        Object there = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        Object opened = folder.secure == null ? there : folder.key();
        return folder.unless(!real.toRealPath().equals(real) || !Objects.equals(opened, there));
    }

    private Folder unless(boolean isAnother) throws IOException {
        if (isAnother) {
            close();
            throw new NoSuchFileException(path.toString(), null, "replaced while it was being opened");
        }
        return this;
    }

    private @Nullable Object key() throws IOException {
        return secure == null ? null
                : secure.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
    }

    /** The path of a file in it. */
    Path path(Path name) {
        return path.resolve(name);
    }

    /** The names in it, in no order; can be asked for once. */
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            stream.forEach(each -> names.add(each.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
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

    /** Where files have modes. */
    void setMode(Path name, Set<PosixFilePermission> permissions) throws IOException {
        PosixFileAttributeView target = viewOrNull(name, PosixFileAttributeView.class);
        if (target != null) {
            target.setPermissions(permissions);
        }
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

    /** @throws IOException it is none, or not empty */
    void deleteFolder(Path name) throws IOException {
        if (secure != null) {
            secure.deleteDirectory(name);
        } else {
            Files.delete(path.resolve(name));
        }
    }

    /**
     * Makes a file with a name that no file in this folder has.
     *
     * @param isPrivate whether only its owner may read it
     */
    Path newFile(String prefix, boolean isPrivate) throws IOException {
        for (int i = 0;; i++) {
            Path name = Path.of(prefix + i);
            try {
                create(name, isPrivate);
                deleteAbandoned(prefix, i);
                return name;
            } catch (FileAlreadyExistsException e) {
                // another's, or left by a process that was killed: take the next
            }
        }
    }

    /** Deletes files of such names, below a number, that are far older than the file with that number. */
    private void deleteAbandoned(String prefix, int number) throws IOException {
        BasicFileAttributes fresh = number == 0 ? null : attributes(Path.of(prefix + number));
        for (int i = 0; fresh != null && i < number; i++) {
            BasicFileAttributes found = attributes(Path.of(prefix + i));
            if (found != null && found.isRegularFile() && found.lastModifiedTime().toInstant().plus(WRITING)
                    .isBefore(fresh.lastModifiedTime().toInstant())) {
                delete(Path.of(prefix + i));
            }
        }
    }

    private void create(Path name, boolean isPrivate) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        boolean hasModes = viewOrNull(ITSELF, PosixFileAttributeView.class) != null;
        FileAttribute<?>[] attributes = isPrivate && hasModes ? new FileAttribute<?>[] {PRIVATE}
                : new FileAttribute<?>[0];
        (secure == null ? Files.newByteChannel(path.resolve(name), options, attributes)
                : secure.newByteChannel(name, options, attributes)).close();
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
