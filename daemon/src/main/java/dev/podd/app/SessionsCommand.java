package dev.podd.app;

import dev.podd.log.Entries;
import dev.podd.log.SessionStore.SessionPage;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.Verification;
import dev.podd.manifest.ManifestException;
import dev.podd.terminal.ByteCount;
import dev.podd.terminal.ExitCode;
import dev.podd.terminal.Meter;
import dev.podd.terminal.Page;
import dev.podd.terminal.SessionTable;
import dev.podd.transcript.Transcript;
import dev.podd.workspace.FileUris;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code podd sessions}: what was said before. */
@Command(name = "sessions", sortOptions = false,
        description = "What was said before: find it, read it, go on from it, take it elsewhere, delete it.",
        footer = {"", "Examples:",
            "  podd sessions search \"retry policy\"           where was that?",
            "  podd run --session ID \"And now?\"              go on there",
            "  podd sessions fork ID --at 1.12               go on from an earlier entry, in a new session",
            "  podd sessions export ID --format markdown     for somebody to read"})
final class SessionsCommand implements Runnable {
    private static final String ID = "Of the session.";

    private final ProcessEnvironment environment;
    private final Supplier<Backend> daemons;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SessionsCommand(ProcessEnvironment environment, Supplier<Backend> daemons) {
        this.environment = environment;
        this.daemons = daemons;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, show, search, or another");
    }

    @Command(name = "list", sortOptions = false,
            description = "Sessions, newest first: id, when it last went on, turns, size of its checkpoints, title.",
            footer = {"",
                "Checkpoints are what files held before and after each change; a rewind needs them. Their quota is quota_mb",
                "in [checkpoints] of your pod.toml (1024). Over it, the sessions that went on longest ago lose theirs."})
    int list(
            @Option(names = "--here", description = "Only those of this folder.") boolean isHere,
            @Option(names = "--query", paramLabel = "PHRASE",
                    description = "Only those in which this was said.") @Nullable String query,
            @Option(names = "--archived",
                    description = "Those that are archived, instead of the others.") boolean isArchived,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50",
                    description = "At most so many (${DEFAULT-VALUE}).") int limit) {
        return listed(query, isHere, isArchived, limit);
    }

    @Command(name = "search", sortOptions = false,
            description = "Sessions in which a phrase was said, in any case, newest first.")
    int search(@Parameters(paramLabel = "PHRASE", description = "What was said.") String phrase,
            @Option(names = "--here", description = "Only in sessions of this folder.") boolean isHere,
            @Option(names = "--archived",
                    description = "In those that are archived, instead of the others.") boolean isArchived,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50",
                    description = "At most so many (${DEFAULT-VALUE}).") int limit) {
        return listed(phrase, isHere, isArchived, limit);
    }

    private int listed(@Nullable String query, boolean isHere, boolean isArchived, int limit) {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + ", must be at least 1");
        }
        try (Backend daemon = daemons.get()) {
            String workspace = isHere ? FileUris.folder(environment.workingDirectory()) : null;
            SessionPage page = daemon.readableSessions()
                    .list(new SessionQuery(workspace, query, limit, null, isArchived));
            SessionTable.lines(page.sessions(), environment.zone().get()).forEach(line -> out().println(line));
            if (page.sessions().isEmpty()) {
                environment.screen().err().println("podd: no sessions");
            }
            if (page.cursor() != null) {
                environment.screen().err().println("podd: there " + (query == null ? "are" : "may be")
                        + " more; --limit shows them");
            }
            used(daemon);
            return ExitCode.FINISHED.code();
        }
    }

    private void used(Backend daemon) {
        long bytes = daemon.readableSessions().checkpointBytes();
        if (bytes > 0) {
            environment.screen().err().println("podd: all checkpoints: " + ByteCount.words(bytes) + quota(daemon));
        }
    }

    private static String quota(Backend daemon) {
        try {
            return " of " + ByteCount.words(daemon.checkpointQuota());
        } catch (ManifestException unread) {
            return "; none is dropped, since your pod.toml has errors, which podd manifest check names";
        }
    }

    @Command(name = "show", sortOptions = false,
            description = "A session as Markdown: what was said, its tool calls one line each, the tokens it took.")
    int show(@Parameters(paramLabel = "ID", description = ID) String session) {
        try (Backend daemon = daemons.get()) {
            Page.show(environment.screen(), Transcript.of(session,
                    visitor -> Entries.each(daemon.readableSessions(), session, visitor)));
            return ExitCode.FINISHED.code();
        }
    }

    @Command(name = "verify", sortOptions = false,
            description = "Check every entry of a session against its hash chain.")
    int verify(@Parameters(paramLabel = "ID", description = ID) String session) {
        try (Backend daemon = daemons.get()) {
            Verification found = verified(daemon, session);
            String size = found.entries() + (found.entries() == 1 ? " entry" : " entries") + " in " + found.segments()
                    + (found.segments() == 1 ? " segment" : " segments");
            String dropped = found.dropped() == 0 ? ""
                    : "; " + counted(found.dropped()) + " by the quota";
            out().println(found.intact() ? "intact: " + size + dropped
                    : "broken at " + found.brokenAt() + ": " + found.problem() + " (" + size + ")");
            return found.intact() ? ExitCode.FINISHED.code() : ExitCode.ERROR.code();
        }
    }

    private static String counted(long dropped) {
        return dropped + (dropped == 1 ? " checkpoint was dropped" : " checkpoints were dropped");
    }

    private Verification verified(Backend daemon, String session) {
        try (Meter meter = new Meter(environment.screen(), "entries")) {
            return daemon.readableSessions().verify(session, meter::reached);
        }
    }

    @Command(name = "export", sortOptions = false,
            description = "A session as text, on standard output unless a file is named.",
            footer = {"", "Examples:",
                "  podd sessions export ID --output talk.jsonl                     to import it elsewhere",
                "  podd sessions export ID --format markdown --output talk.md      to read it"})
    int export(@Parameters(paramLabel = "ID", description = ID) String session,
            @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "jsonl",
                    description = "jsonl, which can be imported, or markdown (${DEFAULT-VALUE}).") String format,
            @Option(names = "--output", paramLabel = "FILE",
                    description = "A new file, which only you may read.") @Nullable Path file) {
        if (!List.of("jsonl", "markdown").contains(format)) {
            throw new ParameterException(spec.commandLine(), "--format is " + format + ", must be jsonl or markdown");
        }
        try (Backend daemon = daemons.get()) {
            long dropped = new SessionFiles(environment, daemon).export(session, format.equals("markdown"), file);
            if (dropped > 0) {
                environment.screen().err().println("podd: not in the export: " + counted(dropped) + " by the quota");
            }
            return ExitCode.FINISHED.code();
        }
    }

    @Command(name = "import", sortOptions = false,
            description = "Keep an exported session under a new id, which is printed. All of it is checked first.",
            footer = {"", "Example:", "  podd sessions import talk.jsonl"})
    int importFrom(@Parameters(paramLabel = "FILE", description = "From an export; - is standard input.") String file) {
        try (Backend daemon = daemons.get()) {
            out().println(new SessionFiles(environment, daemon).add(file));
            return ExitCode.FINISHED.code();
        }
    }

    @Command(name = "fork", sortOptions = false,
            description = "Make a new session that goes on from an entry of another, and print its id.",
            footer = {"",
                "The other is not touched. An entry is named by its segment and its number in it: 1.12 is the 12th of",
                "the first. What is left of a damaged session can be gone on with in this way.", "", "Example:",
                "  podd sessions fork ID --at 1.12"})
    int fork(@Parameters(paramLabel = "ID", description = ID) String session,
            @Option(names = "--at", paramLabel = "ENTRY",
                    description = "The last entry that the new session knows; the newest if left out.") @Nullable String at) {
        try (Backend daemon = daemons.get()) {
            out().println(daemon.pods().fork(session, at));
            return ExitCode.FINISHED.code();
        }
    }

    @Command(name = "rename", sortOptions = false, description = "Give a session another title.")
    int rename(@Parameters(paramLabel = "ID", description = ID) String session,
            @Parameters(paramLabel = "TITLE", arity = "1..*", description = "What it is called from now on.") List<
                    String> title) {
        String words = String.join(" ", title).strip();
        if (words.isEmpty() || words.lines().count() > 1) {
            throw new ParameterException(spec.commandLine(), "A title is one line of words");
        }
        try (Backend daemon = daemons.get()) {
            daemon.pods().rename(session, words);
            return ExitCode.FINISHED.code();
        }
    }

    @Command(name = "archive", sortOptions = false, description = "Keep a session out of lists.")
    int archive(@Parameters(paramLabel = "ID", description = ID) String session,
            @Option(names = "--undo", description = "Show it in lists again.") boolean isUndone) {
        try (Backend daemon = daemons.get()) {
            daemon.sessions().archive(session, !isUndone);
            return ExitCode.FINISHED.code();
        }
    }

    @Command(name = "delete", sortOptions = false,
            description = "Delete a session for good. It is asked about first.")
    int delete(@Parameters(paramLabel = "ID", description = ID) String session,
            @Option(names = "--yes", description = "Do not ask.") boolean isSure) throws InterruptedException {
        try (Backend daemon = daemons.get()) {
            if (!isSure && !new SessionFiles(environment, daemon).mayDelete(session)) {
                environment.screen().err().println("podd: nothing was deleted");
                return ExitCode.STOPPED.code();
            }
            daemon.pods().delete(session);
            return ExitCode.FINISHED.code();
        }
    }

    private PrintStream out() {
        return environment.screen().out();
    }
}
