/** Decides whether a path may be read or written. */
@NullMarked
package dev.podd.scope;

import org.jspecify.annotations.NullMarked;
