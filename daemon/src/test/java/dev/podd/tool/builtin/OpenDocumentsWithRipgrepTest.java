package dev.podd.tool.builtin;

import java.util.Map;

/** With ripgrep, where it is installed, a model sees the same. */
final class OpenDocumentsWithRipgrepTest extends OpenDocumentsTest {
    @Override
    Map<String, String> environment() {
        return System.getenv();
    }
}
