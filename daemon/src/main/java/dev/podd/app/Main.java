package dev.podd.app;

import dev.podd.terminal.Screen;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Entry point: builds the environment from the system, runs the command line and exits with its code. */
final class Main {
    private Main() {}

    /** Reads the command line and ends the process with its exit code. */
    static void main(String[] arguments) throws InterruptedException {
        System.setOut(System.err); // what a library prints must not mix with the answer
        AppContext context = AppContext.of(environment());
        Thread.setDefaultUncaughtExceptionHandler(
                new FatalErrors(context.bugs(), System.err, System::exit, Runtime.getRuntime()::halt));
        System.exit(run(context, arguments));
    }

    private static int run(AppContext context, String[] arguments) throws InterruptedException {
        if (Stdio.isAllOf(arguments)) {
            return new Stdio(context).run(null, null);
        }
        if (Served.isAllOf(arguments)) {
            return Served.run(context);
        }
        OptionalInt code = RemoteRun.tried(context, arguments);
        return code.isPresent() ? code.getAsInt() : new Commands(context).run(arguments);
    }

    private static ProcessEnvironment environment() {
        Terminals terminals = Terminals.found();
        boolean wantsColour = wantsColour();
        Screen screen = new Screen(stream(FileDescriptor.out), stream(FileDescriptor.err),
                terminals.isOut(), terminals.isOut() && wantsColour, terminals.isErr() && wantsColour);
        return new ProcessEnvironment(Variables.ofPerson(), System.getProperty("os.name"), Variables.home(),
                Path.of("").toAbsolutePath(), ZoneId::systemDefault, Clock.systemUTC(), new SplittableRandom(),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out), terminals.isIn(), screen, TtyPrompt::open, new Signals(),
                last -> Runtime.getRuntime().addShutdownHook(new Thread(last, "podd-exit")), LibraryLog::to);
    }

    /** As no-color.org has it; a terminal called dumb understands no colours. */
    private static boolean wantsColour() {
        String no = System.getenv("NO_COLOR");
        return (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return Output.to(new FileOutputStream(descriptor));
    }
}
