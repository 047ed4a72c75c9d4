package dev.podd.app;

import dev.podd.terminal.ExitCode;
import dev.podd.terminal.Interrupts;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C as the system tells it: the first one stops what runs, the second one ends the process at once. A shutdown hook
 * would hear the first one only, and could not let the process go on; the class that can do it is no official one, so it
 * is called by its name.
 */
final class Signals implements Interrupts {
    @Override
    public void stopWith(Runnable stop) {
        AtomicInteger presses = new AtomicInteger();
        handle("INT", () -> {
            if (presses.incrementAndGet() > 1) {
                Runtime.getRuntime().halt(ExitCode.CANCELLED.code());
            }
            stop.run();
        });
    }

    /** Where it cannot be done, Ctrl-C ends the process as it always did. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler},
                    (self, method, arguments) -> called(self, method, arguments, action));
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance(name), handling);
        } catch (ReflectiveOperationException e) {
            System.getLogger(Signals.class.getName()).log(System.Logger.Level.WARNING, "no signals", e);
        }
    }

    @SuppressWarnings("NullAway") // what a proxy is called with, and answers, may be null
    private static Object called(Object self, Method method, Object[] arguments, Runnable action) {
        return switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> System.identityHashCode(self) == System.identityHashCode(arguments[0]);
            case "hashCode" -> System.identityHashCode(self);
            default -> "Ctrl-C";
        };
    }
}
