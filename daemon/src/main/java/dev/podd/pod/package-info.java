/** One Pod: its mailbox, state, events; and the set of all Pods. */
@NullMarked
package dev.podd.pod;

import org.jspecify.annotations.NullMarked;
