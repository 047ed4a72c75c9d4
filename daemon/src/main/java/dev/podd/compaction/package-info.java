/** When to shorten a history, how to ask for a summary, whether to accept it. */
@NullMarked
package dev.podd.compaction;

import org.jspecify.annotations.NullMarked;
