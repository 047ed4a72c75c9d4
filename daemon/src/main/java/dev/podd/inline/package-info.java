/** An edit asked for at a place in a document. */
@NullMarked
package dev.podd.inline;

import org.jspecify.annotations.NullMarked;
