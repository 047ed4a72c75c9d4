/**
 * The second door: the Agent Client Protocol over the same Pods.
 *
 * <p>{@link AcpDoor} lists every method, and each goes to one method of {@link AcpSessions} or {@link AcpPrompts}. A client's
 * session is a Podd session, open in a Pod: {@link OpenSession} has what belongs to it. What happens there becomes
 * {@code session/update} in {@link Updates}.
 */
@NullMarked
package dev.podd.acp;

import org.jspecify.annotations.NullMarked;
