/** Token counts of each request, and what they say about occupancy. */
@NullMarked
package dev.podd.usage;

import org.jspecify.annotations.NullMarked;
