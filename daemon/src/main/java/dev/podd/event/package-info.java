/** What happens in a Pod, told to whoever watches. */
@NullMarked
package dev.podd.event;

import org.jspecify.annotations.NullMarked;
