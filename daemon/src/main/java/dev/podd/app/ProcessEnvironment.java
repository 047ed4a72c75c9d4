package dev.podd.app;

import dev.podd.terminal.Interrupts;
import dev.podd.terminal.Prompt;
import dev.podd.terminal.Screen;
import java.io.InputStream;
import java.io.OutputStream;
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
 * @param variables  environment variables
 * @param os         name of the system ("Linux")
 * @param home       the person's home folder
 * @param wire       standard output as it is, for the protocol
 * @param isTypedAt  whether standard input is a keyboard
 * @param prompt     the person at the terminal; null inside when there is none
 * @param atExit     takes what must be done before the process ends, however it ends
 * @param logTo      sends what libraries log to a file
 */
record ProcessEnvironment(Map<String, String> variables, String os, Path home, Path workingDirectory,
        Supplier<ZoneId> zone,
        Clock clock, RandomGenerator random, InputStream in, OutputStream wire, boolean isTypedAt, Screen screen,
        Supplier<@Nullable Prompt> prompt, Interrupts interrupts, Consumer<Runnable> atExit, Consumer<Path> logTo) {
    ProcessEnvironment {
        variables = Map.copyOf(variables);
    }

    @Nullable String variable(String name) {
        return variables.get(name);
    }
}
