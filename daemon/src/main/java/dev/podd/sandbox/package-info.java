/** Where shell commands run. */
@NullMarked
package dev.podd.sandbox;

import org.jspecify.annotations.NullMarked;
