/** The language models that a person has in their editor, as they are asked through it. */
@NullMarked
package dev.podd.model.editor;

import org.jspecify.annotations.NullMarked;
