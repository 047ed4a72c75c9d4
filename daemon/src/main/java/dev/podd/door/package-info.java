/** What every door needs, whatever it speaks. */
@NullMarked
package dev.podd.door;

import org.jspecify.annotations.NullMarked;
