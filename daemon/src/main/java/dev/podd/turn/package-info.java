/** Runs one turn: ask the model, run its tools, write every step down. */
@NullMarked
package dev.podd.turn;

import org.jspecify.annotations.NullMarked;
