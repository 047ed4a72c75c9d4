package dev.podd.pod;

import dev.podd.model.editor.EditorModels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who opens a Pod: the program at the other end of a door, and the environment that it runs in.
 *
 * @param name        of the program, for the system prompt ("Neovim 0.12", "terminal"); null when unknown
 * @param reviews     whether its person can keep and undo changes of files afterwards, so that edits need no question before
 * @param environment variables in which the Pod's keys are looked up, and of which its commands see what they need
 * @param models      the language models that its person has there
 */
public record Client(@Nullable String name, boolean reviews, Map<String, String> environment,
        EditorModels models) {
    public Client {
        environment = Map.copyOf(environment);
    }

    /** One without language models, whose person is asked before each edit. */
    public Client(@Nullable String name, Map<String, String> environment) {
        this(name, false, environment, EditorModels.NONE);
    }

    /** Without the values of variables, which may be secret. */
    @Override
    public String toString() {
        return "Client[name=" + name + ", environment=" + environment.keySet() + "]";
    }
}
