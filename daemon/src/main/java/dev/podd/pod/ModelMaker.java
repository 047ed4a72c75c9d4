package dev.podd.pod;

import dev.podd.manifest.ProviderChoice;
import dev.podd.model.KnownModel;
import dev.podd.model.LanguageModel;
import dev.podd.model.editor.EditorModels;
import java.util.List;

/** Makes the model that a manifest asks for. */
@FunctionalInterface
public interface ModelMaker {
    /**
     * Waits for the editor where that is to answer.
     *
     * @param editors whose models answer where the provider is the editor
     */
    LanguageModel make(ProviderChoice choice, EditorModels editors);

    /** Models that are known without asking anybody. */
    default List<KnownModel> known() {
        return List.of();
    }
}
