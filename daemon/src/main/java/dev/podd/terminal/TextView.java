package dev.podd.terminal;

import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.TurnError;
import dev.podd.pod.TurnResult;
import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import dev.podd.usage.Spent;
import dev.podd.usage.Usage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer as text on standard output; tool calls, warnings, retries and the tokens used on standard error. */
final class TextView implements TurnView {
    private final Screen screen;
    private final Ink ink;
    private final Status status;
    private final AnswerText answer;
    private final ToolLines tools;
    private final ToolOutputLines outputs;
    private @Nullable String streaming; // id of the message whose text comes now

    TextView(Screen screen) {
        this.screen = screen;
        this.ink = screen.errInk();
        this.status = new Status(screen);
        this.answer = screen.isOutStyled() ? new RenderedText(screen.out(), screen.outInk(), status::hide)
                : new RawText(screen, status::hide);
        this.tools = new ToolLines(ink);
        this.outputs = new ToolOutputLines(ink);
    }

    @Override
    public void happened(PodEvent happened) {
        switch (happened.event()) {
            case Event.TurnStarted started -> {}
            case Event.RequestStarted started -> status.set("waiting for the model");
            case Event.ReasoningDelta delta -> status.set("the model thinks");
            case Event.TextDelta delta -> text(delta.item(), delta.text());
            case Event.ItemDone done -> done(done.item());
            case Event.ToolCallStarted started -> {
                tools.started(started);
                waitForTools();
            }
            case Event.ToolCallOutput output -> outputs
                    .printed(output.call(), tools.title(output.call()), output.text()).forEach(this::say);
            case Event.ToolCallDone done -> {
                outputs.ended(done.call(), tools.title(done.call())).forEach(this::say);
                say(tools.done(done));
                waitForTools();
            }
            case Event.RequestUsage usage -> {}
            case Event.Steered steered -> endText();
            case Event.Retry retry -> say(ink.paint(retry(retry), Style.YELLOW));
            case Event.CompactionStarted started -> status.set(
                    started.background() ? "older history is being summarised in the background"
                            : "older history is being summarised");
            case Event.CompactionDone done -> say(ink.paint(
                    "compacted: " + done.before() + " → " + done.after() + " tokens", Style.DIM));
            case Event.CompactionFailed failed when failed.reason().equals("cancelled") -> warn(
                    "the summary was cancelled; the conversation stays as it is");
            case Event.CompactionFailed failed -> warn("the conversation could not be compacted: " + failed.reason()
                    + (failed.disabled() ? "; it is not tried again" : ""));
            case Event.SessionForked forked -> warn("another process has gone on with session " + forked.from()
                    + "; this conversation goes on as session " + forked.session());
            case Event.Warning warning -> warn(warning.message());
            case Event.TurnDone done -> endText();
        }
    }

    @Override
    public void warn(String message) {
        say(ink.paint("podd: warning: " + Visible.text(message), Style.YELLOW));
    }

    @Override
    public void pause() {
        status.hide();
    }

    @Override
    public void tick() {
        status.tick();
    }

    @Override
    public void waitsForSummary() {
        endText();
        status.set("older history is being summarised; Ctrl-C leaves it as it is");
    }

    @Override
    public void ended(TurnResult result) {
        endText();
        status.none();
        switch (result.outcome()) {
            case FINISHED -> {}
            case PAUSED -> say("podd: paused; go on with: podd run --session " + result.session());
            case LIMIT_REACHED -> say("podd: stopped at the limit after " + requests(result.requests())
                    + "; go on with: podd run --session " + result.session());
            case CANCELLED -> say("podd: cancelled; go on with: podd run --session " + result.session()
                    + " (or --continue)");
            case ERROR -> say(ink.paint(failure(result.error()), Style.RED));
            case YIELDED -> throw new IllegalStateException("yielded is no end of a turn");
        }
        say(ink.paint(tokens(result.requests(), result.usage()), Style.DIM));
    }

    private void text(String item, String piece) {
        if (!item.equals(streaming)) {
            endText();
        }
        streaming = item;
        status.set("the model writes");
        answer.add(piece);
    }

    private void done(Item item) {
        switch (item) {
            case Item.Message message when message.role() == Role.ASSISTANT -> {
                if (!message.id().equals(streaming)) {
                    text(message.id(), message.text());
                }
                endText();
            }
            case Item.ToolCall call -> {
                endText();
                tools.asked(call);
            }
            case Item.Message message -> {}
            case Item.Reasoning reasoning -> {}
            case Item.ToolResult result -> {}
        }
    }

    private void endText() {
        if (streaming != null) {
            answer.end();
            streaming = null;
        }
    }

    private void waitForTools() {
        String running = tools.running();
        if (running.isEmpty()) {
            status.none();
        } else {
            status.set(running);
        }
    }

    private void say(String line) {
        status.hide();
        screen.err().print(line + "\n");
        screen.err().flush();
    }

    private static String retry(Event.Retry retry) {
        return String.format(Locale.ROOT, "podd: %s; try %d in %.1f s", Visible.line(retry.reason(), 200),
                retry.attempt(), retry.after().toMillis() / 1000.0);
    }

    private static String failure(@Nullable TurnError error) {
        return "podd: "
                + (error == null ? "the turn failed" : Visible.text(error.message()) + " (" + error.code() + ")");
    }

    private static String requests(int requests) {
        return requests == 1 ? "1 request" : requests + " requests";
    }

    private static String tokens(int requests, Usage usage) {
        return requests(requests) + " · tokens: " + Spent.words(usage);
    }
}
