package dev.podd.lsp;

import dev.podd.buffer.Buffers;
import dev.podd.door.Trust;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Newest;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.PodTypes.PodParams;
import dev.podd.pod.Client;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pods;
import dev.podd.pod.Window;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The editor at the other end: what it said about itself, its documents and folders, what it watches, its person. */
final class Editor {
    private final Connection connection;
    private final Map<String, String> environment;
    private final Documents documents;
    private final Workspaces workspaces = new Workspaces();
    private final Trust trust;
    private final FromWire fromWire;
    private final ToWire toWire;
    private final EditorCompletions completions;
    private final Window window;
    private final Watching watching;
    private final DocumentWatch watch;
    private final List<Runnable> atEnd = new CopyOnWriteArrayList<>();
    private volatile @Nullable JsonText attached;
    private volatile Introduction introduction = Introduction.NONE;

    Editor(Connection connection, Buffers buffers, Supplier<Pods> pods,
            Map<String, String> environment) {
        this.connection = connection;
        this.environment = environment;
        documents = new Documents(buffers);
        trust = new Trust(pods, new EditorTrustQuestion(connection));
        EditorLanguages languages = new EditorLanguages(connection, documents, () -> introduction.queries());
        EditorDiagnostics diagnostics = new EditorDiagnostics(languages);
        fromWire = new FromWire(documents,
                (uri, patience) -> introduction.queries() ? diagnostics.of(uri, patience) : null);
        ItemToWire items = new ItemToWire(documents);
        toWire = new ToWire(items);
        EditorDocuments open = new EditorDocuments(connection, documents, () -> introduction);
        ChangesFeed feed = new ChangesFeed(this, pods, new ChangesToWire(documents, pods));
        watch = new DocumentWatch(pods, open, () -> {
            if (introduction.reviews()) {
                feed.open();
            }
        });
        documents.watchedBy(watch::touched, watch::saved);
        whenOver(feed::close);
        completions = new EditorCompletions(connection, () -> introduction.lends(), documents::changedAt);
        whenOver(completions::close);
        window = new Window(new EditorPerson(connection, () -> introduction), open, languages, completions);
        watching = new Watching(connection, new EventToWire(items), window, this::tellClosed);
    }

    /** Takes what the editor says first; called on the reader thread, once. */
    void introduce(Introduction said) {
        introduction = said;
        documents.countIn(said.encoding());
        workspaces.set(said.folders());
    }

    /**
     * Takes the environment that its Pods are to work in, in place of this process's; read when it is needed.
     *
     * @param variables an object of strings
     */
    void comesFrom(JsonText variables) {
        attached = variables;
    }

    /** Whether it speaks through a relay, which can find another daemon for it when this one ends. */
    boolean isRelayed() {
        return attached != null;
    }

    /** So that a relay does not open the Pod again when this process has ended, whoever closed it. */
    private void tellClosed(String pod) {
        if (isRelayed()) {
            tell("$/closed", new PodParams(pod));
        }
    }

    /** Whether it has said {@code initialize}, as an editor does and a command does not. */
    boolean isIntroduced() {
        return introduction != Introduction.NONE;
    }

    /** Runs something when the conversation has ended. */
    void whenOver(Runnable last) {
        atEnd.add(last);
    }

    /** The conversation has ended. */
    void close() {
        watching.close();
        watch.close();
        atEnd.forEach(Runnable::run);
    }

    void tell(String method, Object params) {
        connection.tell(method, params);
    }

    /** States to tell it of which only the newest count. */
    <T> Newest<T> newest(String method, BinaryOperator<T> join) {
        return new Newest<>(connection, method, join);
    }

    /** As a Pod is told of it. */
    Client client() {
        JsonText variables = attached;
        return new Client(introduction.name(), true, variables == null ? environment : FromWire.variables(variables),
                completions);
    }

    Documents documents() {
        return documents;
    }

    /** Its language models. */
    EditorCompletions completions() {
        return completions;
    }

    /** As Pods have it before them. */
    Window window() {
        return window;
    }

    /** Whether it takes news of changes and inline edits. */
    boolean takesChanges() {
        return introduction.reviews();
    }

    Watching watching() {
        return watching;
    }

    FromWire fromWire() {
        return fromWire;
    }

    ToWire toWire() {
        return toWire;
    }

    void foldersChanged(Lsp.DidChangeWorkspaceFoldersParams params) {
        workspaces.change(params.event());
    }

    /** The folder that is named, else the first that is open. */
    Path folder(@Nullable String uri) {
        String named = uri != null ? uri : workspaces.first().orElseThrow(
                () -> FromWire.invalid("workspaceFolder: missing, and no folder is open in the editor"));
        return FromWire.path("workspaceFolder", named);
    }

    Optional<Path> firstFolder() {
        return workspaces.first().map(uri -> FromWire.path("workspaceFolder", uri));
    }

    /** The folder that is open and holds a file, the innermost. */
    Optional<Path> folderOf(Path file) {
        return workspaces.all().stream().map(FileUris::path).flatMap(Optional::stream).map(Path::normalize)
                .filter(file::startsWith).max(Comparator.comparingInt(Path::getNameCount));
    }

    /** What it said at the beginning. */
    Introduction introduction() {
        return introduction;
    }

    /** Tells how far a request is. */
    Progress progress(@Nullable JsonText token) {
        return new Progress(connection, token);
    }

    /** What is asked of a folder without opening a Pod in it: asks nobody whether they trust it. */
    OpenRequest lookInto(Path folder) {
        return new OpenRequest(folder, null, null, null, trust.isKnown(folder, introduction.trusts()),
                client());
    }

    /** Whether the person trusts a folder; asks them if nobody knows. */
    boolean trusts(Path folder) throws InterruptedException {
        return trust.trusts(folder, introduction.trusts());
    }

    void trust(Path folder, boolean trusted) {
        trust.say(folder, trusted);
    }
}
