package dev.podd.pod;

import dev.podd.language.CodePlace;
import dev.podd.language.Diagnostic;
import dev.podd.language.LanguageServers;
import dev.podd.language.Renaming;
import dev.podd.language.Spot;
import dev.podd.language.Symbol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The language servers of the editor that its person used last, of those that can be asked. */
final class LatestLanguageServers implements LanguageServers {
    private final Supplier<List<LanguageServers>> all;

    LatestLanguageServers(Supplier<List<LanguageServers>> all) {
        this.all = all;
    }

    private LanguageServers latest() {
        return all.get().stream().filter(LanguageServers::isOffered)
                .max(Comparator.comparingLong(LanguageServers::usedAt)).orElse(NONE);
    }

    @Override
    public boolean isOffered() {
        return latest().isOffered();
    }

    @Override
    public long usedAt() {
        return latest().usedAt();
    }

    @Override
    public List<Diagnostic> diagnostics(Path file, Duration limit) throws InterruptedException {
        return latest().diagnostics(file, limit);
    }

    @Override
    public List<Diagnostic> diagnostics() throws InterruptedException {
        return latest().diagnostics();
    }

    @Override
    public List<CodePlace> definition(Spot spot) throws InterruptedException {
        return latest().definition(spot);
    }

    @Override
    public List<CodePlace> references(Spot spot) throws InterruptedException {
        return latest().references(spot);
    }

    @Override
    public List<Symbol> symbols(Path file) throws InterruptedException {
        return latest().symbols(file);
    }

    @Override
    public List<Symbol> symbols(String query) throws InterruptedException {
        return latest().symbols(query);
    }

    @Override
    public Optional<String> hover(Spot spot) throws InterruptedException {
        return latest().hover(spot);
    }

    @Override
    public Renaming rename(Spot spot, String newName) throws InterruptedException {
        return latest().rename(spot, newName);
    }
}
