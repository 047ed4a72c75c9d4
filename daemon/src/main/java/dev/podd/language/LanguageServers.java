package dev.podd.language;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The language servers that an editor runs, asked through it. They see documents as the editor has them. Each question waits
 * for its answer for a limited time; an interrupt ends the wait. Safe on every thread.
 */
public interface LanguageServers {
    /** No editor is there. */
    LanguageServers NONE = new NoLanguageServers();

    /** Whether they can be asked now. */
    boolean isOffered();

    /** When the person used the editor last, on the clock of {@link System#nanoTime}. */
    long usedAt();

    /**
     * What they complain about in a file; of an open document in its text as it stands, as far as they have looked at it.
     *
     * @throws LanguageException they do not say
     */
    List<Diagnostic> diagnostics(Path file, Duration limit) throws InterruptedException;

    /**
     * What they complain about in all files that they have looked at.
     *
     * @throws LanguageException they do not say
     */
    List<Diagnostic> diagnostics() throws InterruptedException;

    /**
     * Where that which a place names is defined.
     *
     * @throws LanguageException they do not say
     */
    List<CodePlace> definition(Spot spot) throws InterruptedException;

    /**
     * Where that which a place names is used, its definition too.
     *
     * @throws LanguageException they do not say
     */
    List<CodePlace> references(Spot spot) throws InterruptedException;

    /**
     * What a file defines, in the order of its text.
     *
     * @throws LanguageException they do not say
     */
    List<Symbol> symbols(Path file) throws InterruptedException;

    /**
     * What is defined in any file and matches a query.
     *
     * @throws LanguageException they do not say
     */
    List<Symbol> symbols(String query) throws InterruptedException;

    /**
     * What they say of that which a place names: its type, its documentation. Empty for nothing.
     *
     * @throws LanguageException they do not say
     */
    Optional<String> hover(Spot spot) throws InterruptedException;

    /**
     * What would have to be changed to give that which a place names another name. Changes nothing.
     *
     * @throws LanguageException they do not say, or it cannot be renamed
     */
    Renaming rename(Spot spot, String newName) throws InterruptedException;
}
