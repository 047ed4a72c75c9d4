package dev.podd.lsp;

import dev.podd.buffer.Document;
import dev.podd.change.FileHunks;
import dev.podd.item.TextRange;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.FaultLog;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.plain.LanguageClient;
import dev.podd.lsp.plain.ModelOffer;
import dev.podd.lsp.plain.WorkProgress;
import dev.podd.lsp.wire.Lsp;
import dev.podd.model.KnownModel;
import dev.podd.pod.ModelChoice;
import dev.podd.pod.ModelName;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pod;
import dev.podd.pod.Pods;
import dev.podd.pod.PromptOffer;
import dev.podd.usage.Price;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.FileFinder;
import dev.podd.workspace.FileUris;
import dev.podd.workspace.TextFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An editor with no plugin, spoken to in plain LSP. */
final class PlainClient implements LanguageClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection connection;
    private final Editor editor;
    private final Supplier<Pods> pods;
    private final FaultLog faults;
    private final Progresses progresses;
    private final ContentEndpoint contents;
    private final ShownFiles shownFiles;
    private final AtomicBoolean isRefreshing = new AtomicBoolean();

    PlainClient(Connection connection, Editor editor, Supplier<Pods> pods, FaultLog faults, Progresses progresses,
            ContentEndpoint contents, ShownFiles shownFiles) {
        this.connection = connection;
        this.editor = editor;
        this.pods = pods;
        this.faults = faults;
        this.progresses = progresses;
        this.contents = contents;
        this.shownFiles = shownFiles;
    }

    @Override
    public Optional<Document> document(String uri) {
        return editor.documents().document(uri);
    }

    @Override
    public TextRange utf16(String uri, TextRange range) {
        return editor.documents().fromWire(uri, new Lsp.Range(
                new Lsp.Position(range.startLine(), range.startCharacter()),
                new Lsp.Position(range.endLine(), range.endCharacter())));
    }

    @Override
    public boolean edit(Document document, @Nullable String label, List<TextFile.Edit> edits, Predicate<String> shows)
            throws DocumentException, InterruptedException {
        return new EditorEdit(connection, editor.documents(), editor.introduction(), document)
                .make(label, edits, shows);
    }

    @Override
    public void say(Loudness loudness, String words) {
        connection.tell("window/showMessage", new Lsp.ShowMessageParams(loudness.ordinal() + 1, words));
    }

    @Override
    public void show(String uri, String what) throws InterruptedException {
        if (editor.introduction().shows()) {
            try {
                Lsp.ShowDocumentResult shown = connection.ask("window/showDocument",
                        new Lsp.ShowDocumentParams(uri, true), Lsp.ShowDocumentResult.class, PATIENCE);
                if (shown != null && shown.success()) {
                    return;
                }
            } catch (RpcException refused) {
                // the person is told instead
            } catch (ConnectionClosedException gone) {
                return;
            }
        }
        say(Loudness.INFO, what + " is " + FileUris.path(uri).map(Path::toString).orElse(uri) + ": open it.");
    }

    @Override
    public void showSession(String session) throws InterruptedException {
        showDocument(ContentEndpoint.uri(session), "session-" + session + ".md", "The transcript");
    }

    @Override
    public void showBase(FileHunks changed) throws InterruptedException {
        String name = changed.file().getFileName().toString();
        showDocument(BaseTexts.uri(changed), name, name + " without the changes");
    }

    /** One of {@code pod:}. */
    private void showDocument(String uri, String name, String what) throws InterruptedException {
        show(editor.introduction().contents() ? uri
                : FileUris.file(shownFiles.file(uri, name, contents.text(uri))), what);
    }

    @Override
    public WorkProgress progress(String title, Runnable cancel) {
        return editor.introduction().progress() ? progresses.begin(title, cancel) : Progresses.NONE;
    }

    @Override
    public void refresh() {
        if (editor.introduction().lenses() && isRefreshing.compareAndSet(false, true)) {
            connection.whileOpen(this::refreshNow);
        }
    }

    private void refreshNow() {
        isRefreshing.set(false);
        try {
            connection.ask("workspace/codeLens/refresh", new Lsp.NoParams(), Void.class, PATIENCE);
        } catch (RpcException | ConnectionClosedException | InterruptedException e) {
            // lenses are as they were
        }
    }

    @Override
    public Pods pods() {
        return pods.get();
    }

    @Override
    public List<String> files(Path folder, String query, int limit) throws InterruptedException {
        List<Path> open = editor.documents().all().stream().map(buffer -> buffer.document().uri())
                .flatMap(uri -> FileUris.path(uri).stream()).toList();
        return pods.get().findFiles(folder, query, limit, open).stream().map(FileFinder.Found::path).toList();
    }

    @Override
    public Pod open(Path folder, @Nullable String session, @Nullable ModelName model) throws InterruptedException {
        Pod pod = pods.get().openWith(new OpenRequest(folder, null, null, session, editor.trusts(folder),
                editor.client()), model);
        editor.watching().attach(pod);
        return pod;
    }

    @Override
    public List<ModelOffer> models(Path folder) {
        return pods.get().choices(editor.lookInto(folder)).models().stream().map(PlainClient::offer).toList();
    }

    @Override
    public List<PromptOffer> prompts(Path folder) {
        return pods.get().prompts(editor.lookInto(folder));
    }

    private static ModelOffer offer(ModelChoice.Offered offered) {
        KnownModel model = offered.model();
        Price price = model.price();
        String window = model.contextWindow() == null ? "" : String.format(Locale.ROOT, "%,d tokens",
                model.contextWindow());
        String costs = price == null ? "" : "$" + amount(price.input()) + " in, $" + amount(price.output())
                + " out per million";
        return new ModelOffer(new ModelName(model.provider(), model.id()).toString(),
                window + (window.isEmpty() || costs.isEmpty() ? "" : " · ") + costs, offered.isAvailable());
    }

    private static String amount(double dollars) {
        return BigDecimal.valueOf(dollars).stripTrailingZeros().toPlainString();
    }

    @Override
    public void leave(Pod pod) {
        editor.watching().leave(pod);
    }

    @Override
    public Path folder(String uri) {
        Optional<Path> file = file(uri);
        return file.flatMap(editor::folderOf).or(() -> file.map(Path::getParent)).or(this::folder)
                .orElseThrow(() -> FromWire.invalid("no folder is open in the editor, and " + uri + " is no file"));
    }

    @Override
    public Optional<Path> folder() {
        return editor.firstFolder();
    }

    @Override
    public Optional<Path> file(String uri) {
        return FileUris.path(uri).map(Path::normalize);
    }

    @Override
    public void whenOver(Runnable last) {
        editor.whenOver(last);
    }

    @Override
    public void start(String what, Work work) {
        connection.whileOpen(() -> {
            try {
                work.run();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            } catch (RpcException refused) {
                say(Loudness.WARNING, what + ": " + refused.getMessage());
            } catch (RuntimeException failure) {
                say(Loudness.ERROR, what + ": " + WireErrors.of(failure).map(Throwable::getMessage)
                        .orElseGet(() -> faults.log(what, failure)));
            }
        });
    }
}
