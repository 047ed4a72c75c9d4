package dev.podd.language;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** In the place of an editor. */
final class NoLanguageServers implements LanguageServers {
    private static LanguageException none() {
        return new LanguageException("no editor is connected that answers questions to its language servers");
    }

    @Override
    public boolean isOffered() {
        return false;
    }

    @Override
    public long usedAt() {
        return Long.MIN_VALUE;
    }

    @Override
    public List<Diagnostic> diagnostics(Path file, Duration limit) {
        throw none();
    }

    @Override
    public List<Diagnostic> diagnostics() {
        throw none();
    }

    @Override
    public List<CodePlace> definition(Spot spot) {
        throw none();
    }

    @Override
    public List<CodePlace> references(Spot spot) {
        throw none();
    }

    @Override
    public List<Symbol> symbols(Path file) {
        throw none();
    }

    @Override
    public List<Symbol> symbols(String query) {
        throw none();
    }

    @Override
    public Optional<String> hover(Spot spot) {
        throw none();
    }

    @Override
    public Renaming rename(Spot spot, String newName) {
        throw none();
    }
}
