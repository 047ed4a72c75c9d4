/** Edits and completions at a place in a document, each a small request of its own. */
@NullMarked
package dev.podd.inline;

import org.jspecify.annotations.NullMarked;
