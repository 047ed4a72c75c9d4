package dev.podd.terminal;

import dev.podd.event.PodEvent;
import dev.podd.json.Json;
import dev.podd.pod.TurnResult;
import dev.podd.transcript.Visible;

/** Every event as one line of JSON on standard output, and nothing else there. */
final class JsonView implements TurnView {
    private final Screen screen;

    JsonView(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void happened(PodEvent event) {
        screen.out().print(screen.shown(Json.write(EventJson.of(event))) + "\n");
        screen.out().flush();
    }

    @Override
    public void warn(String message) {
        screen.err().print("podd: warning: " + Visible.text(message) + "\n");
    }

    @Override
    public void pause() {}

    @Override
    public void tick() {}

    @Override
    public void waitsForSummary() {}

    @Override
    public void ended(TurnResult result) {}
}
