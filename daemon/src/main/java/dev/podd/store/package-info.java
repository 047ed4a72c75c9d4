/** The session log on disk. */
@NullMarked
package dev.podd.store;

import org.jspecify.annotations.NullMarked;
