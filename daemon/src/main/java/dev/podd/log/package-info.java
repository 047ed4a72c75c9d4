/** Entries of a session, their hash chain, the fold that rebuilds state from them. */
@NullMarked
package dev.podd.log;

import org.jspecify.annotations.NullMarked;
