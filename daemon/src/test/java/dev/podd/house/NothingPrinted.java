package dev.podd.house;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails the test during which something was printed to standard output, which belongs to the protocol. */
public final class NothingPrinted implements BeforeEachCallback, AfterEachCallback {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream watched = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private PrintStream real = System.out;

    @Override
    public void beforeEach(ExtensionContext test) {
        real = System.out;
        System.setOut(watched);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        System.setOut(real);
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        if (!text.isEmpty()) {
            throw new AssertionError("printed to standard output: " + text);
        }
    }
}
