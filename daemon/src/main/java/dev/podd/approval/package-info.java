/** Questions to the person and their answers: whether a tool may run (no answer means no), and what the model asks. */
@NullMarked
package dev.podd.approval;

import org.jspecify.annotations.NullMarked;
