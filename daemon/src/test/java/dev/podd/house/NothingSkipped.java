package dev.podd.house;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Fails a test that gives up on an assumption: what cannot be checked here is not passed. */
public final class NothingSkipped implements TestExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable thrown) throws Throwable {
        if (thrown instanceof TestAbortedException) {
            throw new AssertionError(test.getDisplayName() + " skips itself", thrown);
        }
        throw thrown;
    }
}
