package dev.podd.app;

import dev.podd.log.Entries;
import dev.podd.log.SessionLines;
import dev.podd.log.SessionStore;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.state.PrivateFiles;
import dev.podd.terminal.Prompt;
import dev.podd.transcript.Transcript;
import dev.podd.transcript.Visible;
import dev.podd.workspace.FileUris;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sessions on their way to a file, from one, or away. */
final class SessionFiles {
    private final ProcessEnvironment environment;
    private final Backend daemon;

    SessionFiles(ProcessEnvironment environment, Backend daemon) {
        this.environment = environment;
        this.daemon = daemon;
    }

    /**
     * @param file a new one, which only the person may read; null for standard output
     * @return how many checkpoints are not in it because the quota has dropped them; Markdown says so itself
     */
    long export(String session, boolean isMarkdown, @Nullable Path file) {
        if (file == null) {
            return write(session, isMarkdown,
                    text -> environment.screen().out().print(environment.screen().shown(text)));
        }
        Path target = environment.workingDirectory().resolve(file);
        boolean isWhole = false;
        try (BufferedWriter out = new BufferedWriter(Channels.newWriter(PrivateFiles.open(target,
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), StandardCharsets.UTF_8))) {
            long dropped = write(session, isMarkdown, text -> append(out, text));
            out.flush();
            isWhole = true;
            return dropped;
        } catch (FileAlreadyExistsException e) {
            isWhole = true;
            throw new CommandFailed(file + " exists; name a new file");
        } catch (IOException | UncheckedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the export was cancelled; nothing of it was kept");
            }
            throw new CommandFailed(file + " cannot be written: " + e.getMessage());
        } finally {
            if (!isWhole) {
                drop(target);
            }
        }
    }

    private static void append(BufferedWriter out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drop(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException e) {
            // The failure that left it half-written is told already.
        }
    }

    private long write(String session, boolean isMarkdown, Consumer<String> out) {
        SessionStore sessions = daemon.readableSessions();
        if (isMarkdown) {
            Transcript.withDiffs(session, visitor -> Entries.each(sessions, session, visitor),
                    hash -> sessions.blob(session, hash), out);
            return 0;
        }
        return SessionLines.of(sessions, session, line -> out.accept(line + "\n"));
    }

    /** Keeps what a file holds; the session's id. */
    String add(String file) {
        try (Reader lines = file.equals("-") ? new InputStreamReader(environment.in(), StandardCharsets.UTF_8)
                : Files.newBufferedReader(environment.workingDirectory().resolve(file))) {
            return daemon.pods().add(lines, FileUris.folder(environment.workingDirectory()));
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private static RuntimeException unreadable(String file, IOException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return new CancellationException("the import was cancelled; nothing of it was kept");
        }
        return new CommandFailed(switch (failure) {
            case NoSuchFileException none -> "there is no file " + file;
            case CharacterCodingException binary -> file + " is not UTF-8 text";
            default -> file + " cannot be read: " + failure.getMessage();
        });
    }

    /** Asks the person at the terminal; where there is nobody, it may not. */
    boolean mayDelete(String session) throws InterruptedException {
        SessionSummary summary = daemon.sessions().summary(session);
        Prompt prompt = environment.prompt().get();
        if (prompt == null) {
            throw new CommandFailed("nobody is here to ask whether session " + session
                    + " may be deleted; --yes deletes it without asking");
        }
        prompt.show("\"" + Visible.line(summary.title(), 80) + "\", "
                + (summary.turns() == 1 ? "1 turn" : summary.turns() + " turns") + ", " + summary.workspace());
        String answer = prompt.line("Delete it for good? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
