/** A session as text that a person reads. */
@NullMarked
package dev.podd.transcript;

import org.jspecify.annotations.NullMarked;
