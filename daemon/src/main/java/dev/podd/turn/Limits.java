package dev.podd.turn;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bounds a turn.
 *
 * @param maxRequests       requests a turn may make; null for no limit
 * @param continueTruncated whether an answer cut by the model's token limit is continued, once
 * @param attempts          tries of one request in all
 * @param retryTime         no retry begins later than this after the request first failed
 */
public record Limits(@Nullable Integer maxRequests, boolean continueTruncated, int attempts, Duration retryTime) {
    public Limits {
        if (maxRequests != null && maxRequests < 1) {
            throw new IllegalArgumentException("a turn needs at least 1 request, not " + maxRequests);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("a request needs at least 1 attempt, not " + attempts);
        }
    }
}
