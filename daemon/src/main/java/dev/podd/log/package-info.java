/** Entries of a session, their hash chain, the state that they describe. */
@NullMarked
package dev.podd.log;

import org.jspecify.annotations.NullMarked;
