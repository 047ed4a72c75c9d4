package dev.podd.workspace;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the whole of a tool's output is kept when a model gets a part of it: one file a call, readable by tools. */
public final class OutputFolder {
    private static final int MAX_NAME = 100;

    private final Path folder;

    /** @param folder made when it is first needed */
    public OutputFolder(Path folder) {
        this.folder = folder;
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
            try (Writer writer = open(call)) {
                writer.write(text);
            } catch (IOException e) {
                throw failed(e);
            }
        }
        return file;
    }

    /** A writer for the file of a call, which begins empty. */
    public Writer open(String call) {
        try {
            Files.createDirectories(folder);
            return Files.newBufferedWriter(file(call), StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
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
