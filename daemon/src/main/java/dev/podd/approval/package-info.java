/** A question to the person and its answer; no answer means no. */
@NullMarked
package dev.podd.approval;

import org.jspecify.annotations.NullMarked;
