/** Platform threads for work that computes for long or hangs in a system call. */
@NullMarked
package dev.podd.thread;

import org.jspecify.annotations.NullMarked;
