package dev.podd.lsp;

import dev.podd.manifest.Manifest;
import dev.podd.manifest.ProviderChoice;
import dev.podd.manifest.ProviderKind;
import dev.podd.model.KnownModel;
import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.editor.EditorModels;
import dev.podd.pod.ModelMaker;
import dev.podd.provider.editor.EditorModel;
import dev.podd.provider.editor.EditorModelSettings;
import dev.podd.usage.Price;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One script, under the name of whatever model a manifest asks for, or the editor's model. */
record StageModels(Supplier<LanguageModel> script) implements ModelMaker {
    @Override
    public LanguageModel make(ProviderChoice choice, EditorModels editors) {
        if (choice.kind() == ProviderKind.EDITOR) {
            Manifest.Provider wanted = choice.settings();
            return new EditorModel(editors, new EditorModelSettings(wanted.model(), wanted.contextWindow(), null,
                    wanted.timeouts().silence()), () -> "call-made");
        }
        LanguageModel model = script.get();
        return choice.settings().model() == null ? model : new Named(model, choice);
    }

    @Override
    public List<KnownModel> known() {
        return List.of(new KnownModel("anthropic", "claude-1", 200_000L, new Price(3, 15, null, null)),
                new KnownModel("offline", "qwen", null, null));
    }

    private record Named(LanguageModel script, ProviderChoice choice) implements LanguageModel {
        @Override
        public ModelInfo info() {
            ModelInfo own = script.info();
            return new ModelInfo(choice.kind().word(), Objects.requireNonNull(choice.settings().model()),
                    own.contextWindow(), own.continuesOwnMessage(), own.price());
        }

        @Override
        public void stream(ModelRequest request, Consumer<ModelEvent> listener) throws InterruptedException {
            script.stream(request, listener);
        }
    }
}
