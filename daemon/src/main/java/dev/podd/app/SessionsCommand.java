package dev.podd.app;

import dev.podd.log.SessionStore;
import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.SessionStore.SessionPage;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.Verification;
import dev.podd.log.StoredEntry;
import dev.podd.terminal.ExitCode;
import dev.podd.terminal.Page;
import dev.podd.terminal.SessionTable;
import dev.podd.transcript.Transcript;
import java.util.ArrayList;
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
        description = "List, show and verify what was said before.")
final class SessionsCommand implements Runnable {
    private static final int PAGE = 200;

    private final Host host;
    private final Supplier<Engine> engines;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SessionsCommand(Host host, Supplier<Engine> engines) {
        this.host = host;
        this.engines = engines;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, show or verify");
    }

    @Command(name = "list", sortOptions = false,
            description = "Sessions, newest first: id, when it last went on, turns, title.")
    int list(
            @Option(names = "--here", description = "Only those of this folder.") boolean isHere,
            @Option(names = "--query", paramLabel = "PHRASE",
                    description = "Only those in which this was said.") @Nullable String query,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50",
                    description = "At most so many (${DEFAULT-VALUE}).") int limit) {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + ", must be at least 1");
        }
        try (Engine engine = engines.get()) {
            String workspace = isHere ? host.workingDirectory().toUri().toString() : null;
            SessionPage page = engine.sessions().list(new SessionQuery(workspace, query, limit, null));
            SessionTable.lines(page.sessions(), host.zone().get()).forEach(line -> host.screen().out().println(line));
            if (page.sessions().isEmpty()) {
                host.screen().err().println("podd: no sessions");
            }
            if (page.cursor() != null) {
                host.screen().err().println("podd: there are more; --limit shows them");
            }
            return ExitCode.FINISHED.code();
        }
    }

    @Command(name = "show", sortOptions = false,
            description = "A session as Markdown: what was said, its tool calls one line each, the tokens it took.")
    int show(@Parameters(paramLabel = "ID", description = "Of the session.") String session) {
        try (Engine engine = engines.get()) {
            List<StoredEntry> entries = entries(engine.sessions(), session);
            Page.show(host.screen(), Transcript.of(session, entries));
            return ExitCode.FINISHED.code();
        }
    }

    @Command(name = "verify", sortOptions = false,
            description = "Check every entry of a session against its hash chain.")
    int verify(@Parameters(paramLabel = "ID", description = "Of the session.") String session) {
        try (Engine engine = engines.get()) {
            Verification found = engine.sessions().verify(session);
            String size = found.entries() + (found.entries() == 1 ? " entry" : " entries") + " in " + found.segments()
                    + (found.segments() == 1 ? " segment" : " segments");
            host.screen().out().println(found.intact() ? "intact: " + size
                    : "broken at " + found.brokenAt() + ": " + found.problem() + " (" + size + ")");
            return found.intact() ? ExitCode.FINISHED.code() : ExitCode.ERROR.code();
        }
    }

    private static List<StoredEntry> entries(SessionStore store, String session) {
        List<StoredEntry> all = new ArrayList<>();
        EntryPage page = store.read(session, null, null, PAGE);
        all.addAll(page.entries());
        while (page.more()) {
            page = store.read(session, null, all.getLast().entry(), PAGE);
            all.addAll(page.entries());
        }
        return all;
    }
}
