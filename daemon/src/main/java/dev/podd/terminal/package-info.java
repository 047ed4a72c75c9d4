/** The third door: a turn at the prompt, its events as text, Markdown or JSON. */
@NullMarked
package dev.podd.terminal;

import org.jspecify.annotations.NullMarked;
