package dev.podd.jsonrpc;

import java.util.Optional;

/**
 * Params of a notification of which there may be very many. While the peer does not take them, two neighbours may
 * become one, and past some hundreds whoever sends them waits.
 */
public interface Streamed<T extends Streamed<T>> {
    /** Names the stream; only neighbours of one stream are joined. */
    Object stream();

    /** This and the one right after it as one, if they can be. */
    Optional<T> joined(T next);
}
