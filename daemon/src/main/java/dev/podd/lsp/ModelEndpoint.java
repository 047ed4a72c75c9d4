package dev.podd.lsp;

import dev.podd.lsp.wire.ModelTypes.ModelListParams;
import dev.podd.lsp.wire.ModelTypes.ModelListResult;
import dev.podd.lsp.wire.ModelTypes.WireKnownModel;
import dev.podd.lsp.wire.ModelTypes.WireNamedManifest;
import dev.podd.model.KnownModel;
import dev.podd.pod.ModelChoice;
import dev.podd.pod.Pods;
import dev.podd.usage.Price;
import java.nio.file.Path;
import java.util.function.Supplier;

/** {@code model/…}: what a person may choose for a Pod. */
final class ModelEndpoint {
    private final Editor editor;
    private final Supplier<Pods> pods;

    ModelEndpoint(Editor editor, Supplier<Pods> pods) {
        this.editor = editor;
        this.pods = pods;
    }

    /** Asks nobody whether the folder is trusted: one that is not known to be is not. */
    ModelListResult list(ModelListParams params) {
        Path folder = editor.folder(params.workspaceFolder());
        ModelChoice choice = pods.get().choices(editor.lookInto(folder));
        return new ModelListResult(choice.models().stream().map(ModelEndpoint::toWire).toList(),
                choice.manifests().stream().map(each -> new WireNamedManifest(each.name(), each.description()))
                        .toList());
    }

    private static WireKnownModel toWire(ModelChoice.Offered offered) {
        KnownModel model = offered.model();
        Price price = model.price();
        return new WireKnownModel(model.provider(), model.id(), model.contextWindow(),
                price == null ? null : price.input(), price == null ? null : price.output(), offered.isAvailable());
    }
}
