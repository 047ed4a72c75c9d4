package dev.podd.tool.builtin;

import dev.podd.item.Location;
import dev.podd.language.LanguageException;
import dev.podd.sandbox.SandboxException;
import dev.podd.search.SearchStoppedException;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import dev.podd.tool.Containment;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.FileUris;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call of a built-in tool: what it is about, and the work. Refusals of the workspace become errors for the model.
 *
 * @param written files that it changes beside {@code file}, if it changes that
 * @param bound   what binds its command; null when it has none
 */
record PlannedCall(String title, Work work, @Nullable Path file, @Nullable Integer line,
        @Nullable Supplier<Preview> change,
        @Nullable String command, boolean hasEffect, Set<Path> written,
        @Nullable Supplier<Containment> bound) implements PreparedCall {
    private static final int MAX_QUOTED = 80;
    private static final Set<Path> EVERYTHING = Set.of(Path.of("/"));

    static PlannedCall of(String title, Work work) {
        return new PlannedCall(title, work, null, null, null, null, false, Set.of(), null);
    }

    /** About one file or folder. */
    static PlannedCall about(Path file, String title, Work work) {
        return new PlannedCall(title, work, file, null, null, null, false, Set.of(), null);
    }

    /**
     * Changes a file.
     *
     * @param change what it would change now
     */
    static PlannedCall writing(Path file, String title, Supplier<Preview> change, Work work) {
        return new PlannedCall(title, work, file, null, change, null, true, Set.of(), null);
    }

    /** @param bound what binds the command */
    static PlannedCall running(String command, boolean hasEffect, String title, Supplier<Containment> bound,
            Work work) {
        return new PlannedCall(title, work, null, null, null, command, hasEffect, Set.of(), bound);
    }

    /** The same call with its work and its preview done on platform threads. */
    PlannedCall on(PlatformWork threads, String name) {
        Supplier<Preview> shown = change;
        String path = file == null ? "" : file.toString();
        return new PlannedCall(title, run -> threads.call(name, path, () -> work.run(run)), file, line,
                shown == null ? null : () -> soon(threads, name, path, shown), command, hasEffect, written, bound);
    }

    /** Looking at a path may hang where a file system is dead. */
    static <T> T soon(PlatformWork threads, String name, String path, Supplier<T> asked) {
        try {
            return threads.call(name, path, asked::get);
        } catch (WorkStoppedException e) {
            throw new ToolException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("the call was stopped before it was known what it would do");
        }
    }

    PlannedCall at(@Nullable Integer firstLine) {
        return new PlannedCall(title, work, file, firstLine, change, command, hasEffect, written, bound);
    }

    /** The same call, which changes further files too. */
    PlannedCall alsoWriting(Set<Path> files) {
        return new PlannedCall(title, work, file, line, change, command, hasEffect, Set.copyOf(files), bound);
    }

    /** What the model wrote, for one line that a person reads. */
    static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        boolean isWhole = line.length() <= MAX_QUOTED && line.equals(text.strip());
        return isWhole ? line : line.substring(0, Math.min(line.length(), MAX_QUOTED)) + "…";
    }

    /** The one that it is about first. */
    private Stream<Path> files() {
        return Stream.concat(Stream.ofNullable(file), written.stream().filter(each -> !each.equals(file)).sorted());
    }

    @Override
    public List<Location> locations() {
        return files().map(each -> new Location(FileUris.file(each), each.equals(file) ? line : null)).toList();
    }

    @Override
    public List<String> subjects() {
        return file != null ? files().map(Path::toString).toList() : command != null ? List.of(command) : List.of();
    }

    @Override
    public Set<Path> writes() {
        return change == null ? Set.of() : files().collect(Collectors.toUnmodifiableSet());
    }

    /** A command may look at any file. */
    @Override
    public Set<Path> reads() {
        if (command != null) {
            return hasEffect ? EVERYTHING : Set.of();
        }
        return file != null && change == null ? Set.of(file) : Set.of();
    }

    @Override
    public Optional<Containment> containment() {
        return Optional.ofNullable(bound).map(PlannedCall::translated);
    }

    @Override
    public @Nullable Preview preview() {
        return change == null ? null : translated(change);
    }

    @Override
    public ToolOutput run(ToolRun run) throws InterruptedException {
        try {
            return work.run(run);
        } catch (WorkspaceException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new ToolException(String.valueOf(e.getMessage()), e.detail());
        } catch (CancellationException | SearchStoppedException e) {
            throw new InterruptedException(e.getMessage());
        } catch (SandboxException | WorkStoppedException | LanguageException e) {
            throw new ToolException(String.valueOf(e.getMessage()));
        }
    }

    static <T> T translated(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (WorkspaceException e) {
            throw new ToolException(String.valueOf(e.getMessage()), e.detail());
        } catch (LanguageException | SandboxException e) {
            throw new ToolException(String.valueOf(e.getMessage()));
        }
    }

    @FunctionalInterface
    interface Work {
        ToolOutput run(ToolRun run) throws InterruptedException;
    }
}
