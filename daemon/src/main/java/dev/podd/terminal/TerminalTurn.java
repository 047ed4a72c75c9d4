package dev.podd.terminal;

import dev.podd.door.Trust;
import dev.podd.event.CompactionStatus;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.item.Part;
import dev.podd.item.TurnOutcome;
import dev.podd.pod.Client;
import dev.podd.pod.EventCursor;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pod;
import dev.podd.pod.Pods;
import dev.podd.pod.RunningTurn;
import dev.podd.pod.TurnResult;
import dev.podd.pod.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs one turn, shows it while it happens, and tells the exit code of the process. */
public final class TerminalTurn {
    private final Pods pods;
    private final Screen screen;
    private final @Nullable Prompt prompt;
    private final Interrupts interrupts;
    private final Map<String, String> environment;
    private final boolean endsWithTurn;

    /**
     * @param prompt      null when there is nobody to ask
     * @param environment variables of the person
     * @param endsWithTurn whether the process ends with the turn
     */
    public TerminalTurn(Pods pods, Screen screen, @Nullable Prompt prompt, Interrupts interrupts,
            Map<String, String> environment, boolean endsWithTurn) {
        this.pods = pods;
        this.screen = screen;
        this.prompt = prompt;
        this.interrupts = interrupts;
        this.environment = environment;
        this.endsWithTurn = endsWithTurn;
    }

    /** What opening the Pod throws is thrown here; a turn that began never throws. */
    public ExitCode run(RunRequest request) throws InterruptedException {
        Trust trust = new Trust(() -> pods, new TerminalTrustQuestion(screen.errInk(), prompt));
        if (request.trusts()) {
            trust.say(request.folder(), true);
        }
        boolean isTrusted = trust.trusts(request.folder(), null);
        try (ShowThread show = new ShowThread(request.isJson() ? new JsonView(screen) : new TextView(screen))) {
            TerminalPerson person = new TerminalPerson(show, screen.errInk(), prompt, request.saysYes());
            OpenRequest wanted = new OpenRequest(request.folder(), request.manifest(), null, request.session(),
                    isTrusted, new Client("terminal", environment));
            Pod pod = pods.open(endsWithTurn ? wanted.endingWithTurn() : wanted);
            Window window = Window.of(person);
            pod.attach(window);
            try {
                pod.snapshot().warnings().forEach(warning -> show.tell(view -> view.warn(warning)));
                TurnResult result = run(pod, request.prompt(), show);
                show.tell(view -> view.ended(result));
                return exitCode(result, person.hasRejected());
            } finally {
                pod.detach(window);
                if (!endsWithTurn) {
                    pods.closeUnwatched(pod, Duration.ZERO);
                }
            }
        }
    }

    private TurnResult run(Pod pod, @Nullable String input, ShowThread show) throws InterruptedException {
        try (ShownEvents events = new ShownEvents(pod, show, screen)) {
            events.start();
            interrupts.stopWith(pod::cancel);
            RunningTurn turn = input == null ? pod.beginAgain() : pod.begin(List.of(new Part.Text(input)));
            TurnResult result = turn.awaitOrCancel();
            turn.awaitAbortHooks();
            if (endsWithTurn && hasEndedWell(result)) {
                awaitSummary(pod, show);
            }
            return result;
        }
    }

    private static boolean hasEndedWell(TurnResult result) {
        return result.outcome() == TurnOutcome.FINISHED || result.outcome() == TurnOutcome.LIMIT_REACHED;
    }

    /**
     * Waits for a summary that is being written in the background: it is paid for, and the process would end it. A cancel of
     * the Pod ends the summary, and with it the wait.
     */
    private static void awaitSummary(Pod pod, ShowThread show) throws InterruptedException {
        Semaphore published = new Semaphore(0);
        try (EventCursor events = pod.events(null, published::release)) {
            boolean isRunning = pod.snapshot().compaction().state() == CompactionStatus.State.RUNNING;
            if (isRunning) {
                show.tell(TurnView::waitsForSummary);
            }
            while (isRunning) {
                published.acquire();
                for (PodEvent next = events.next(); next != null; next = events.next()) {
                    isRunning &= !(next.event() instanceof Event.CompactionDone
                            || next.event() instanceof Event.CompactionFailed);
                }
            }
        }
    }

    private static ExitCode exitCode(TurnResult result, boolean hasRejected) {
        return switch (result.outcome()) {
            case FINISHED -> hasRejected ? ExitCode.STOPPED : ExitCode.FINISHED;
            case PAUSED -> ExitCode.STOPPED;
            case LIMIT_REACHED -> ExitCode.LIMIT_REACHED;
            case CANCELLED -> ExitCode.CANCELLED;
            case ERROR -> ExitCode.ERROR;
            case YIELDED -> throw new IllegalStateException("yielded is no end of a turn");
        };
    }
}
