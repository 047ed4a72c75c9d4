package dev.podd.pod;

import dev.podd.approval.Person;
import dev.podd.language.LanguageServers;
import dev.podd.workspace.OpenDocuments;

/**
 * One place where a person has a Pod before them: an editor's window, or a terminal.
 *
 * @param person    who answers the Pod's questions
 * @param documents what is open there, for the Pod's tools
 * @param languages the language servers that run there
 */
public record Window(Person person, OpenDocuments documents, LanguageServers languages) {
    /** One without documents and language servers. */
    public static Window of(Person person) {
        return new Window(person, OpenDocuments.NONE, LanguageServers.NONE);
    }
}
