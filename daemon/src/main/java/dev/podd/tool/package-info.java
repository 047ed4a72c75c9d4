/** What a tool is, and how its output is bounded. */
@NullMarked
package dev.podd.tool;

import org.jspecify.annotations.NullMarked;
