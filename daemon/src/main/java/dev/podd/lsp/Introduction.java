package dev.podd.lsp;

import dev.podd.buffer.PositionEncoding;
import dev.podd.lsp.wire.ConnectionTypes.ClientOptions;
import dev.podd.lsp.wire.ConnectionTypes.InitializationOptions;
import dev.podd.lsp.wire.ConnectionTypes.PodOptions;
import dev.podd.lsp.wire.Lsp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an editor said about itself at {@code initialize}.
 *
 * @param name        what it calls itself, with its version; null when it does not say
 * @param encoding    what positions are counted in
 * @param trusts      whether its person trusts the workspace; null when it does not say
 * @param approves    whether it answers {@code approval/request}
 * @param consults    whether it answers {@code question/request}
 * @param queries     whether it answers {@code editor/query}
 * @param lends       whether it answers {@code editor/complete} and {@code editor/models}
 * @param reviews     whether it takes {@code changes/changed}
 * @param completes   whether it wants inline completions while its person types, each of which costs a request to a model
 * @param edits       whether it takes {@code workspace/applyEdit}; one that does not say so may still
 * @param lenses      whether it asks for lenses anew when it is told to
 * @param progress    whether it shows how far something is
 * @param shows       whether it shows a document when it is asked to
 * @param contents    whether it shows documents of a server that are no files
 * @param process     its process, whose end is the end of the connection
 */
record Introduction(@Nullable String name, PositionEncoding encoding, List<String> folders, @Nullable Boolean trusts,
        boolean approves, boolean consults, boolean queries, boolean lends, boolean reviews, boolean completes,
        boolean edits,
        boolean lenses, boolean progress, boolean shows, boolean contents, Optional<Long> process) {
    private static final String UTF_8 = "utf-8";
    private static final String NEOVIM = "Neovim";

    /** Before it has said anything. */
    static final Introduction NONE = new Introduction(null, PositionEncoding.UTF_16, List.of(), null, false,
            false, false, false, false, false, true, false, false, false, false, Optional.empty());

    static Introduction of(Lsp.InitializeParams params) {
        PodOptions options = options(params.initializationOptions());
        ClientOptions client = options.client();
        return new Introduction(name(params.clientInfo()), encoding(params.capabilities()), folders(params),
                options.workspaceTrusted(), client != null && Boolean.TRUE.equals(client.approvals()),
                client != null && Boolean.TRUE.equals(client.questions()),
                client != null && Boolean.TRUE.equals(client.languageQueries()),
                client != null && Boolean.TRUE.equals(client.completions()),
                client != null && Boolean.TRUE.equals(client.changes()),
                Boolean.TRUE.equals(options.inlineCompletion()), edits(params.capabilities()),
                lenses(params.capabilities()), progress(params.capabilities()), shows(params.capabilities()),
                contents(params.capabilities()),
                Optional.ofNullable(params.processId()));
    }

    /** As LSP spells it. */
    String encodingName() {
        return switch (encoding) {
            case UTF_8 -> UTF_8;
            case UTF_16 -> "utf-16";
            case UTF_32 -> "utf-32";
        };
    }

    /**
     * The version to name in an edit of a document that has this one, so that the editor refuses it when something was typed
     * since. Neovim makes edits of version 0, its first, whatever was typed; its next one is always above 1.
     */
    int guarding(int version) {
        return version == 0 && name != null && name.startsWith(NEOVIM) ? 1 : version;
    }

    private static PodOptions options(@Nullable InitializationOptions options) {
        PodOptions own = options == null ? null : options.pod();
        return own == null ? new PodOptions(null, null, null) : own;
    }

    private static @Nullable String name(Lsp.@Nullable ClientInfo info) {
        if (info == null) {
            return null;
        }
        return info.version() == null ? info.name() : info.name() + " " + info.version();
    }

    private static PositionEncoding encoding(Lsp.@Nullable ClientCapabilities capabilities) {
        Lsp.GeneralCapabilities general = capabilities == null ? null : capabilities.general();
        List<String> offered = general == null ? null : general.positionEncodings();
        return offered != null && offered.contains(UTF_8) ? PositionEncoding.UTF_8 : PositionEncoding.UTF_16;
    }

    private static boolean edits(Lsp.@Nullable ClientCapabilities capabilities) {
        Lsp.WorkspaceClientCapabilities workspace = capabilities == null ? null : capabilities.workspace();
        return workspace == null || !Boolean.FALSE.equals(workspace.applyEdit());
    }

    private static boolean lenses(Lsp.@Nullable ClientCapabilities capabilities) {
        Lsp.WorkspaceClientCapabilities workspace = capabilities == null ? null : capabilities.workspace();
        Lsp.CodeLensWorkspaceClientCapabilities lens = workspace == null ? null : workspace.codeLens();
        return lens != null && Boolean.TRUE.equals(lens.refreshSupport());
    }

    private static boolean contents(Lsp.@Nullable ClientCapabilities capabilities) {
        Lsp.WorkspaceClientCapabilities workspace = capabilities == null ? null : capabilities.workspace();
        return workspace != null && workspace.textDocumentContent() != null;
    }

    private static boolean progress(Lsp.@Nullable ClientCapabilities capabilities) {
        Lsp.WindowClientCapabilities window = capabilities == null ? null : capabilities.window();
        return window != null && Boolean.TRUE.equals(window.workDoneProgress());
    }

    private static boolean shows(Lsp.@Nullable ClientCapabilities capabilities) {
        Lsp.WindowClientCapabilities window = capabilities == null ? null : capabilities.window();
        Lsp.ShowDocumentClientCapabilities show = window == null ? null : window.showDocument();
        return show != null && Boolean.TRUE.equals(show.support());
    }

    private static List<String> folders(Lsp.InitializeParams params) {
        List<Lsp.WorkspaceFolder> folders = Objects.requireNonNullElse(params.workspaceFolders(), List.of());
        if (folders.isEmpty() && params.rootUri() != null) {
            return List.of(params.rootUri());
        }
        return folders.stream().map(Lsp.WorkspaceFolder::uri).toList();
    }
}
