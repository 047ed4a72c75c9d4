/** The points where others may look, and the few things they may decide. */
@NullMarked
package dev.podd.hook;

import org.jspecify.annotations.NullMarked;
