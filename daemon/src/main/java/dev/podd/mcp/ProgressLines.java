package dev.podd.mcp;

import dev.podd.tool.ToolRun;
import java.time.Duration;

/** Signs of progress as output of the call, at most some a second: those that come too fast are left out. */
final class ProgressLines {
    private static final long APART = Duration.ofMillis(100).toNanos();
    private static final int LONGEST = 300;

    private final ToolRun run;
    private long last = System.nanoTime() - APART; // guarded by this

    ProgressLines(ToolRun run) {
        this.run = run;
    }

    synchronized void add(String line) {
        long now = System.nanoTime();
        if (now - last >= APART && !line.isBlank()) {
            last = now;
            run.output(line.substring(0, Math.min(line.length(), LONGEST)) + "\n");
        }
    }
}
