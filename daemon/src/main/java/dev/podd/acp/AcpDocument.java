package dev.podd.acp;

import dev.podd.acp.wire.ClientRequests.WriteTextFileRequest;
import dev.podd.acp.wire.ConnectTypes.Nothing;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.TextFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A file that the client's editor has with changes that are not saved, as it was when it was looked up. */
final class AcpDocument implements OpenDocument {
    /** Some clients ask their person first. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AcpClient client;
    private final AcpDocuments documents;
    private final String session;
    private final Path file;
    private final String text;

    AcpDocument(AcpClient client, AcpDocuments documents, String session, Path file, String text) {
        this.client = client;
        this.documents = documents;
        this.session = session;
        this.file = file;
        this.text = text;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public String text() {
        return text;
    }

    /** The protocol does not tell; of two windows one that does counts. */
    @Override
    public Instant typedAt() {
        return Instant.EPOCH;
    }

    @Override
    public boolean counts(Instant written) {
        return true;
    }

    /** The protocol has no versions: the text is looked at once more, right before it is written over. */
    @Override
    public boolean replace(String label, String wanted) throws DocumentException, InterruptedException {
        if (!client.writes()) {
            throw new DocumentException("the file has changes in the editor that are not saved, and the editor lets no"
                    + " agent write there (fs.writeTextFile)");
        }
        if (!documents.text(file).filter(text::equals).isPresent()) {
            return false;
        }
        try {
            var _ = client.connection().ask("fs/write_text_file",
                    new WriteTextFileRequest(session, file.toString(), wanted), Nothing.class, PATIENCE);
        } catch (RpcException e) {
            throw new DocumentException("the editor could not write it: " + e.getMessage()
                    + (e.code() == RpcException.REQUEST_CANCELLED ? "; it may still come, so read it again" : ""));
        } catch (ConnectionClosedException e) {
            throw new DocumentException("the editor is gone");
        }
        if (documents.text(file).filter(now -> shows(now, wanted)).isEmpty()) {
            throw new DocumentException(
                    "the editor says that it wrote it, but its text does not show it; read it again");
        }
        return true;
    }

    /** Whether a text is what was wanted, or that with what the person typed since, or as a formatter has it. */
    private boolean shows(String now, String wanted) {
        String before = TextFile.canonical(text);
        String after = TextFile.canonical(wanted);
        String then = TextFile.canonical(now);
        return then.equals(after) || (!then.equals(before)
                && (TextFile.holds(before, then, after) || TextFile.isNearer(then, after, before)));
    }
}
