package dev.podd.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of a project in which the person's chats lie, out of the sight of version control. */
public final class ChatFolder {
    private static final int MOST = 10_000;

    private final Path project;
    private final Path folder;

    /** @param project the project's folder */
    public ChatFolder(Path project) {
        this.project = project;
        this.folder = project.resolve(".podd").resolve("chats");
    }

    /**
     * Makes a new file with a number in its name.
     *
     * @throws WorkspaceException it cannot be made
     */
    public Path create(String stem, String ending, String text) {
        try {
            NewFolders.make(folder, null);
            requireFolder();
            ignoreAll();
            for (int number = 1; number <= MOST; number++) {
                Path file = folder.resolve(stem + "-" + number + ending);
                if (isNew(file, text)) {
                    return file;
                }
            }
        } catch (IOException e) {
            throw new WorkspaceException("cannot make a file in " + folder + ": " + e.getMessage(), e);
        }
        throw new WorkspaceException(folder + " has " + MOST + " files already; delete some");
    }

    private void requireFolder() throws IOException {
        if (!folder.toRealPath().equals(project.toRealPath().resolve(".podd/chats"))) {
            throw new IOException("a part of it is a link");
        }
    }

    private void ignoreAll() throws IOException {
        isNew(folder.resolve(".gitignore"), "*\n");
    }

    /** Writes a file, unless there is one. */
    private static boolean isNew(Path file, String text) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return true;
        } catch (FileAlreadyExistsException other) {
            return false;
        }
    }
}
