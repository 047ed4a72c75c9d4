package dev.podd.app;

import dev.podd.daemon.DaemonException;
import dev.podd.daemon.Election;
import dev.podd.daemon.RunFolder;
import dev.podd.daemon.Starter;
import dev.podd.json.Json;
import dev.podd.lsp.wire.DaemonTypes.DaemonStatus;
import dev.podd.terminal.ExitCode;
import dev.podd.terminal.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code podd daemon}: the one process behind all windows. */
@Command(name = "daemon", sortOptions = false,
        description = "The one process behind all windows: start it, stop it, see how it is.",
        footer = {"", "An editor's window starts it by itself; it ends when nobody has needed it for ten minutes."})
final class DaemonCommand implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(20);
    private static final int SHOWN_LINES = 200;

    private final AppContext context;
    private final Duration patience;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DaemonCommand(AppContext context) {
        this(context, PATIENCE);
    }

    /** @param patience how long a daemon may take to end that is told to */
    DaemonCommand(AppContext context, Duration patience) {
        this.context = context;
        this.patience = patience;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: start, status, stop or logs");
    }

    @Command(name = "start", sortOptions = false, description = "Start it, if it does not run.")
    int start() throws InterruptedException {
        RunFolder folder = context.runFolder();
        try {
            new Election(folder, starter(context), Version.edition()).connect().close();
            say("the daemon runs at " + folder.socket());
            return ExitCode.FINISHED.code();
        } catch (DaemonException | IOException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    @Command(name = "status", sortOptions = false, description = "Say whether it runs, and what it has.")
    int status(@Option(names = "--json", description = "For programs.") boolean isJson)
            throws InterruptedException, IOException {
        Optional<DaemonStatus> status = status();
        if (isJson) {
            say(status.map(Json::write).orElse("{}"));
        } else {
            say(status.map(this::described).orElse("no daemon runs at " + context.runFolder().socket()));
        }
        return (status.isPresent() ? ExitCode.FINISHED : ExitCode.ERROR).code();
    }

    private Optional<DaemonStatus> status() throws InterruptedException, IOException {
        Optional<DaemonClient> client = DaemonClient.of(context.runFolder());
        if (client.isEmpty()) {
            return Optional.empty();
        }
        try (DaemonClient daemon = client.get()) {
            return Optional.of(daemon.status());
        }
    }

    private String described(DaemonStatus status) {
        Long memory = status.residentBytes();
        return "podd " + status.version() + ", process " + status.pid() + ", since "
                + Instant.ofEpochMilli(status.startedAt()).atZone(context.environment().zone().get()).toLocalDateTime()
                        .withNano(0)
                + "\n" + counted(status.connections(), "window") + ", " + counted(status.pods(), "Pod")
                + (memory == null ? "" : ", " + (memory >> 20) + " MiB") + "\n" + status.socket();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    @Command(name = "stop", sortOptions = false,
            description = "Stop it. Turns that run are cancelled; windows that are open start another one.")
    int stop(@Option(names = "--when-idle",
            description = "Let running turns come to their end first.") boolean whenIdle)
            throws InterruptedException, IOException {
        Optional<DaemonClient> client = DaemonClient.of(context.runFolder());
        if (client.isEmpty()) {
            say("no daemon runs at " + context.runFolder().socket());
            return ExitCode.FINISHED.code();
        }
        try (DaemonClient daemon = client.get()) {
            long process = daemon.status().pid();
            daemon.stop(whenIdle);
            long end = System.nanoTime() + patience.toNanos();
            while (!whenIdle && isAlive(process)) {
                if (System.nanoTime() > end) {
                    throw new CommandFailed("the daemon was told to stop, but its process " + process
                            + " still runs after " + patience.toSeconds() + " s; podd daemon logs may say why");
                }
                Thread.sleep(STEP);
            }
            say(whenIdle ? "the daemon ends with its last turn" : "the daemon has ended");
            return ExitCode.FINISHED.code();
        }
    }

    /** One that has ended stays in the table as long as nobody waits for it, but runs no program. */
    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).flatMap(found -> found.info().command()).isPresent();
    }

    @Command(name = "logs", sortOptions = false, description = "Print the last lines of what it has to say.")
    int logs() throws IOException {
        for (Path log : List.of(context.places().libraryLog(), context.places().daemonLog())) {
            if (Files.exists(log)) {
                List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
                lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()).forEach(this::say);
            }
        }
        return ExitCode.FINISHED.code();
    }

    /** Starts the program that runs now as the daemon. */
    static Starter starter(AppContext context) {
        return new Starter(program(), context.environment().variables(),
                context.places().daemonLog());
    }

    private static String program() {
        String program = System.getProperty("podd.program");
        if (program == null) {
            throw new CommandFailed("the daemon is started by bin/podd, and this Podd was not");
        }
        return program;
    }

    private void say(String line) {
        Screen screen = context.environment().screen();
        screen.out().println(screen.shown(line));
    }
}
