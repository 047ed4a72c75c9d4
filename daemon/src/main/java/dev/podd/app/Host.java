package dev.podd.app;

import dev.podd.terminal.Interrupts;
import dev.podd.terminal.Prompt;
import dev.podd.terminal.Screen;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What this process gets from the system it runs on.
 *
 * @param os         name of the system ("Linux")
 * @param home       the person's home folder
 * @param isTypedAt  whether standard input is a keyboard
 * @param prompt     the person at the terminal; null inside when there is none
 * @param atExit     takes what must be done before the process ends, however it ends
 */
record Host(Map<String, String> environment, String os, Path home, Path workingDirectory, ZoneId zone, Clock clock,
        RandomGenerator random, InputStream in, boolean isTypedAt, Screen screen, Supplier<@Nullable Prompt> prompt,
        Interrupts interrupts, Consumer<Runnable> atExit) {
    Host {
        environment = Map.copyOf(environment);
    }

    @Nullable String variable(String name) {
        return environment.get(name);
    }
}
