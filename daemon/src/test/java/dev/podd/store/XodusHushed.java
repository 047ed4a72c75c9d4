package dev.podd.store;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps Xodus from telling of each fault that a test makes before it throws it. */
final class XodusHushed implements BeforeAllCallback, AfterAllCallback {
    /** Held, since a logger that nobody holds forgets its level. */
    private final Logger xodus = Logger.getLogger("jetbrains.exodus");

    @Override
    public void beforeAll(ExtensionContext tests) {
        xodus.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        xodus.setLevel(null);
    }
}
