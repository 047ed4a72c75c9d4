package dev.podd.provider.http;

import java.time.Duration;

/**
 * How long a request waits.
 *
 * @param connect   for a connection: name, TCP and TLS together
 * @param firstByte for the first byte of the answer, once the request is sent
 * @param silence   between two bytes of the answer
 */
public record Timeouts(Duration connect, Duration firstByte, Duration silence) {
    public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60),
            Duration.ofSeconds(120));

    public Timeouts {
        check("connect", connect);
        check("firstByte", firstByte);
        check("silence", silence);
    }

    private static void check(String name, Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("timeout " + name + " is " + limit + ", must be over 0");
        }
    }
}
