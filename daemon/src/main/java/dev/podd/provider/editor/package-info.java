/** The language model of the person's own editor. */
@NullMarked
package dev.podd.provider.editor;

import org.jspecify.annotations.NullMarked;
