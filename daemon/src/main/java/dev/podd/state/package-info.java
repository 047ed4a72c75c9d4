/** Folders and files of Podd's own, which their owner alone may read. */
@NullMarked
package dev.podd.state;

import org.jspecify.annotations.NullMarked;
