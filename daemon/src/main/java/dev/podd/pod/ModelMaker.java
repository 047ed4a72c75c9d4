package dev.podd.pod;

import dev.podd.manifest.ProviderChoice;
import dev.podd.model.LanguageModel;

/** Makes the model that a manifest asks for. */
@FunctionalInterface
public interface ModelMaker {
    LanguageModel make(ProviderChoice choice);
}
