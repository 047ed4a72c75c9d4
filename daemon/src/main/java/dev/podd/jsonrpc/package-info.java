/**
 * Messages on a stream: both framings, strict codecs, one writer, every request answered once.
 *
 * <p>LSP4J brings the messages, their JSON and the pairing of our requests with the peer's answers. What it leaves
 * open is settled here: frames that are broken, values that do not fit, handlers that take long, cancels, errors, and
 * who waits for whom. A {@link Connection} reads on one thread, which decodes, applies what must be applied in order
 * and hands over; each request has a virtual thread of its own; one thread writes.
 */
@NullMarked
package dev.podd.jsonrpc;

import org.jspecify.annotations.NullMarked;
