/** A command line understood: the commands in it, however wrapped, and the paths that it reads and writes. */
@NullMarked
package dev.podd.shell;

import org.jspecify.annotations.NullMarked;
