package dev.podd.workspace;

import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Objects;

/** Where the whole of a tool's output is kept when a model gets a part of it: one file a call, readable by tools. */
public final class OutputFolder {
    private static final int MAX_NAME = 100;
    /** Bytes of one output that are kept from its beginning, and from its end. */
    private static final int MAX_HEAD = 8 << 20;
    private static final int MIN_HEAD = 64 << 10;
    private static final int MAX_TAIL = 1 << 20;
    /** Near this size of the folder, outputs get less room: each a part of what is left. */
    private static final long MAX_FOLDER = 256L << 20;
    private static final int SHARE = 8;

    private volatile Path folder;

    /** @param folder made when it is first needed */
    public OutputFolder(Path folder) {
        this.folder = folder;
    }

    /** Itself, there or not. */
    Path folder() {
        return folder;
    }

    /** The file of a call, there or not. */
    public Path file(String call) {
        String name = call.replaceAll("[^A-Za-z0-9_-]", "_");
        return folder.resolve(name.substring(0, Math.min(name.length(), MAX_NAME)) + ".txt");
    }

    /** Keeps a text, unless the tool has already kept more. */
    public Path keep(String call, String text) {
        Path file = file(call);
        if (!Files.exists(file)) {
            try (KeptOutput output = open(call)) {
                output.write(text);
            } catch (IOException e) {
                throw failed(e);
            }
        }
        return file;
    }

    /** The file of a call whose output is still coming; it begins empty. */
    public KeptOutput open(String call) {
        try {
            PrivateFiles.createFolders(folder);
            return new KeptOutput(PrivateFiles.open(file(call), StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE), room(), MAX_TAIL);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Adds the outputs of these calls to the folder of another session, whose history names them too. They are linked, or
     * copied where the file system has no links, so that they outlive this folder.
     */
    public void shareWith(OutputFolder other, Collection<String> calls) {
        try {
            for (String call : calls) {
                Path shared = other.file(call);
                if (Files.exists(file(call)) && !Files.exists(shared)) {
                    PrivateFiles.createFolders(other.folder);
                    share(file(call), shared);
                }
            }
        } catch (IOException e) {
            throw other.failed(e);
        }
    }

    /** Goes on in the folder of another session, which then holds the outputs kept so far too. */
    public void moveTo(Path next) {
        try {
            if (Files.isDirectory(folder)) {
                PrivateFiles.createFolders(next);
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                    for (Path file : files) {
                        share(file, next.resolve(file.getFileName()));
                    }
                }
            }
            folder = next;
        } catch (IOException | DirectoryIteratorException e) {
            throw new WorkspaceException("the outputs in " + folder + " cannot be kept in " + next + ": "
                    + e.getMessage(), e);
        }
    }

    private static void share(Path file, Path shared) throws IOException {
        try {
            Files.createLink(shared, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, shared);
        }
    }

    /**
     * Where a file is now: a history that began in another session names the outputs in the folder of that session,
     * while this folder holds them too.
     */
    Path here(Path path) {
        Path parent = path.getParent();
        Path there = folder.getParent();
        boolean isOfASession = parent != null && there != null && folder.getFileName().equals(parent.getFileName())
                && parent.getParent() != null && Objects.equals(parent.getParent().getParent(), there.getParent());
        Path mine = isOfASession ? folder.resolve(path.getFileName()) : path;
        return Files.exists(mine) ? mine : path;
    }

    /** For the beginning of one more output: the more the folder holds, the less. */
    private int room() throws IOException {
        long used = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                used += Files.size(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return Math.clamp((MAX_FOLDER - used) / SHARE, MIN_HEAD, MAX_HEAD);
    }

    private WorkspaceException failed(IOException e) {
        return new WorkspaceException("the output cannot be kept in " + folder + ": " + e.getMessage(), e);
    }

    boolean holds(Path real) {
        try {
            return real.startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false; // not made yet
        }
    }
}
