package dev.podd.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What this machine has to bind commands with. Which one works is found by running it. */
public sealed interface Sandbox permits Bubblewrap, Landlock, Seatbelt, NoSandbox {
    /** What a person calls it. */
    String name();

    /** Whether it keeps a command within any bounds, so that no question is needed. */
    boolean holds();

    /** What a command may do in it that bounds would forbid, as the end of a sentence that begins with "it". */
    String gaps();

    /** The words before those of a command that run it within bounds; empty for none. */
    List<String> launcher(Bounds bounds, Path folder);

    /** The variables of a command within bounds. */
    Map<String, String> environment(Map<String, String> variables, Bounds bounds);
}
