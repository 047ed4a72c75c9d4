package dev.podd.acp;

import dev.podd.acp.wire.ClientRequests.ReadTextFileRequest;
import dev.podd.acp.wire.ClientRequests.ReadTextFileResponse;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import dev.podd.workspace.TextFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Files as the client's editor has them. The protocol has no list of what is open: the client is asked for one file at a
 * time, and whether its text is another than the file's says whether it is open and not saved. Clients that read the disk
 * themselves never have another, and what a file had on the disk earlier is none: some editors take a while to read it again.
 */
final class AcpDocuments implements OpenDocuments {
    /** A client that takes longer is taken not to have the file open. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MAX_FILES = 1000;
    /** Texts of a file. */
    private static final int MAX_TEXTS = 50;

    private final AcpClient client;
    private final String session;
    /** Sums of the texts that files had on the disk when they were looked up; guarded by itself. */
    private final Map<Path, Set<Long>> onDisk = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Set<Long>> eldest) {
            return size() > MAX_FILES;
        }
    };

    AcpDocuments(AcpClient client, String session) {
        this.client = client;
        this.session = session;
    }

    @Override
    public List<OpenDocument> all() {
        return List.of();
    }

    @Override
    public Optional<OpenDocument> lookup(Path file, Supplier<Optional<String>> saved) {
        Optional<String> disk = client.reads() ? saved.get() : Optional.empty();
        if (disk.isEmpty()) {
            return Optional.empty();
        }
        note(file, disk.get());
        return text(file).filter(text -> !wasOnDisk(file, text))
                .map(text -> new AcpDocument(client, this, session, file, text));
    }

    private void note(Path file, String text) {
        synchronized (onDisk) {
            Set<Long> known = onDisk.computeIfAbsent(file, any -> new LinkedHashSet<>());
            known.add(sum(text));
            if (known.size() > MAX_TEXTS) {
                known.remove(known.iterator().next());
            }
        }
    }

    /** Then it is no unsaved text: it is what is there, or what the editor had before the file was changed on the disk. */
    private boolean wasOnDisk(Path file, String text) {
        synchronized (onDisk) {
            return onDisk.getOrDefault(file, Set.of()).contains(sum(text));
        }
    }

    /** FNV-1a. */
    private static long sum(String text) {
        String canonical = TextFile.canonical(text);
        long sum = 0xcbf29ce484222325L;
        for (int i = 0; i < canonical.length(); i++) {
            sum = (sum ^ canonical.charAt(i)) * 0x100000001b3L;
        }
        return sum;
    }

    /** What the client has of a file; empty when it does not say. */
    Optional<String> text(Path file) {
        try {
            ReadTextFileResponse answer = client.connection().ask("fs/read_text_file",
                    new ReadTextFileRequest(session, file.toString()), ReadTextFileResponse.class, PATIENCE);
            return Optional.ofNullable(answer).map(ReadTextFileResponse::content);
        } catch (RpcException | ConnectionClosedException none) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
