package dev.podd.lsp;

import dev.podd.lsp.wire.PromptTypes.PromptListParams;
import dev.podd.lsp.wire.PromptTypes.PromptListResult;
import dev.podd.lsp.wire.PromptTypes.WirePrompt;
import dev.podd.lsp.wire.PromptTypes.WirePromptArgument;
import dev.podd.pod.Pods;
import java.nio.file.Path;
import java.util.function.Supplier;

/** {@code prompt/…}: what a person may say by a command. */
final class PromptEndpoint {
    private final Editor editor;
    private final Supplier<Pods> pods;

    PromptEndpoint(Editor editor, Supplier<Pods> pods) {
        this.editor = editor;
        this.pods = pods;
    }

    /** Asks nobody whether the folder is trusted: one that is not known to be is not. */
    PromptListResult list(PromptListParams params) {
        Path folder = editor.folder(params.workspaceFolder());
        return new PromptListResult(pods.get().prompts(editor.lookInto(folder)).stream()
                .map(each -> new WirePrompt(each.command(), each.description(), each.arguments().stream()
                        .map(one -> new WirePromptArgument(one.name(), one.description(), one.isRequired())).toList()))
                .toList());
    }
}
