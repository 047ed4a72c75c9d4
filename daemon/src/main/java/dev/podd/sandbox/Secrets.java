package dev.podd.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The keys that Podd works with, as they become known. No command gets one in its environment, and what is shown,
 * recorded or logged has {@code [secret]} in their place. Safe on every thread.
 */
public final class Secrets {
    /** Shorter values are left: they may be part of any text. */
    private static final int SHORTEST = 8;
    private static final String MARK = "[secret]";

    private final List<String> values = new CopyOnWriteArrayList<>();

    public void add(String secret) {
        synchronized (values) {
            if (secret.length() >= SHORTEST && !values.contains(secret)) {
                values.add(secret);
                values.sort(Comparator.comparingInt(String::length).reversed());
            }
        }
    }

    /** Adds the value of an environment variable or a header, what stands before its last space left out, if the name says so. */
    public void addIfSecret(String name, String value) {
        if (SecretName.isSecret(name, value)) {
            add(value.substring(value.lastIndexOf(' ') + 1));
        }
    }

    /** The text without the keys. */
    public String redact(String text) {
        String safe = text;
        for (String secret : values) {
            safe = safe.replace(secret, MARK);
        }
        return safe;
    }

    boolean isIn(String text) {
        return values.stream().anyMatch(text::contains);
    }

    /** Redacts a text that comes in pieces, also a key that is cut between two. For one thread. */
    final class Redactor implements Consumer<String>, AutoCloseable {
        private final Consumer<String> next;
        private String held = "";

        Redactor(Consumer<String> next) {
            this.next = next;
        }

        @Override
        public void accept(String piece) {
            String text = redact(held + piece);
            int safe = text.length() - begun(text);
            held = text.substring(safe);
            hand(text.substring(0, safe));
        }

        /** Hands on what could still have become a key. */
        @Override
        public void close() {
            hand(held);
            held = "";
        }

        private void hand(String text) {
            if (!text.isEmpty()) {
                next.accept(text);
            }
        }

        /** How many characters at the end may be the beginning of a key. */
        private static int begun(String text, String secret) {
            int most = Math.min(text.length(), secret.length() - 1);
            for (int length = most; length > 0; length--) {
                if (text.regionMatches(text.length() - length, secret, 0, length)) {
                    return length;
                }
            }
            return 0;
        }

        private int begun(String text) {
            return values.stream().mapToInt(secret -> begun(text, secret)).max().orElse(0);
        }
    }
}
