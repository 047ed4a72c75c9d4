/** One process a person: its socket, its election, the relay to it. */
@NullMarked
package dev.podd.daemon;

import org.jspecify.annotations.NullMarked;
