/** Turns typed values into instruction text. */
@NullMarked
package dev.podd.prompt;

import org.jspecify.annotations.NullMarked;
