package dev.podd.acp;

import dev.podd.acp.wire.ClientRequests.ReadTextFileRequest;
import dev.podd.acp.wire.ClientRequests.ReadTextFileResponse;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Files as the client's editor has them. The protocol has no list of what is open: the client is asked for one file at a
 * time, and whether its text is another than the file's says whether it is open and not saved. Clients that read the disk
 * themselves never have another.
 */
final class AcpDocuments implements OpenDocuments {
    /** A client that takes longer is taken not to have the file open. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AcpClient client;
    private final String session;

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
        Optional<String> onDisk = client.reads() ? saved.get() : Optional.empty();
        return onDisk.isEmpty() ? Optional.empty() : text(file).filter(text -> !isSame(text, onDisk.get()))
                .map(text -> new AcpDocument(client, this, session, file, text));
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

    /** Editors have their own mind about line ends, and about the one after the last line. */
    static boolean isSame(String one, String other) {
        return canonical(one).equals(canonical(other));
    }

    private static String canonical(String text) {
        String lines = text.replace("\r\n", "\n");
        return lines.endsWith("\n") ? lines : lines + "\n";
    }
}
