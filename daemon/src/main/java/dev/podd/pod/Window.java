package dev.podd.pod;

import dev.podd.approval.Person;
import dev.podd.language.LanguageServers;
import dev.podd.model.editor.EditorModels;
import dev.podd.workspace.OpenDocuments;

/**
 * One place where a person has a Pod before them: an editor's window, or a terminal.
 *
 * @param person    who answers the Pod's questions
 * @param documents what is open there, for the Pod's tools
 * @param languages the language servers that run there
 * @param models    the language models that the person has there
 */
public record Window(Person person, OpenDocuments documents, LanguageServers languages, EditorModels models) {
    /** One without language models. */
    public Window(Person person, OpenDocuments documents, LanguageServers languages) {
        this(person, documents, languages, EditorModels.NONE);
    }

    /** One without documents, language servers and language models. */
    public static Window of(Person person) {
        return new Window(person, OpenDocuments.NONE, LanguageServers.NONE);
    }
}
