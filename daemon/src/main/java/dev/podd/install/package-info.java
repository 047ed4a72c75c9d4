/** Puts files below a prefix, and takes exactly those away again. */
@NullMarked
package dev.podd.install;

import org.jspecify.annotations.NullMarked;
