package dev.podd.lsp;

import dev.podd.buffer.Buffers;
import dev.podd.door.DoorConnection;
import dev.podd.inline.InlinePods;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.FaultLog;
import dev.podd.jsonrpc.HeaderFraming;
import dev.podd.lsp.plain.PlainFeatures;
import dev.podd.lsp.wire.Lsp;
import dev.podd.pod.Pods;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One editor, from its first message to its last. {@code initialize} is answered with nothing loaded but what stands
 * here; Pods are asked for when a request needs them.
 */
public final class LspConnection implements DoorConnection {
    private final Connection connection;
    private final LifeCycle cycle = new LifeCycle();
    private final Editor editor;
    private final ShownFiles shownFiles = new ShownFiles();
    private final LspDoor door;

    /**
     * @param in      what the editor writes
     * @param out     what it reads; nobody else writes there
     * @param buffers where its open documents are kept
     * @param pods    may take its time: it is asked on the threads of requests
     * @param environment variables of the editor's process, unless it says otherwise by {@code $/attach}
     * @param host    the process that this is
     * @param faults  where failures are logged that should not happen
     */
    public LspConnection(InputStream in, OutputStream out, Buffers buffers, Supplier<Pods> pods,
            Map<String, String> environment, Host host, FaultLog faults) {
        connection = new Connection(new HeaderFraming(in, out));
        editor = new Editor(connection, buffers, pods, environment);
        Progresses progresses = new Progresses(connection);
        SessionEndpoint sessions = new SessionEndpoint(editor, pods);
        ContentEndpoint contents = new ContentEndpoint(new BaseTexts(pods), sessions);
        PlainFeatures plain = new PlainFeatures(new PlainClient(connection, editor, pods, faults, progresses, contents,
                shownFiles));
        InlinePods inlinePods = new InlinePods(pods, editor.window());
        editor.whenOver(inlinePods::close);
        door = new LspDoor(cycle, new LifeEndpoint(connection, editor, cycle, host), editor,
                new PodEndpoint(editor, pods), sessions,
                new SessionChanges(editor, pods), new ChangesEndpoint(editor, pods),
                contents, new FileEndpoint(editor, pods),
                new ModelEndpoint(editor, pods), new PromptEndpoint(editor, pods),
                new PermissionEndpoint(pods), new InlineEndpoint(editor, pods, inlinePods),
                new InlineCompletionEndpoint(editor, inlinePods),
                new ManifestEndpoint(editor.documents()), new DaemonEndpoint(connection, editor, host),
                new CommandEndpoint(connection, host),
                new PlainEndpoint(editor.documents(), plain, progresses), faults);
    }

    @Override
    public boolean isEditor() {
        return editor.isIntroduced();
    }

    @Override
    public void tellEnding() {
        if (editor.isRelayed()) {
            editor.tell("$/ending", new Lsp.NoParams());
        }
    }

    /**
     * Answers until the editor says {@code exit}, its input ends, or its process does. What it was watching goes on
     * without it.
     *
     * @return false when it said {@code exit} without {@code shutdown} before
     */
    @Override
    public boolean run() throws InterruptedException {
        try {
            connection.run(door);
        } finally {
            editor.close();
            shownFiles.close();
        }
        return cycle.isProper();
    }
}
