/** A page of the web as text for a model: what may be reached, how much of it is read, and HTML as Markdown. */
@NullMarked
package dev.podd.fetch;

import org.jspecify.annotations.NullMarked;
