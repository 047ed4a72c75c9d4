/** Patterns over names and over lines of bytes, and how they are found fast. */
@NullMarked
package dev.podd.search;

import org.jspecify.annotations.NullMarked;
