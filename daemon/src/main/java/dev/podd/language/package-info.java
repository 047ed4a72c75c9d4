/** What the language servers of a person's editor know about code. */
@NullMarked
package dev.podd.language;

import org.jspecify.annotations.NullMarked;
