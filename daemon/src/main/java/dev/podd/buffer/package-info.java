/** Open documents as immutable snapshots: text, version, edits, offsets. */
@NullMarked
package dev.podd.buffer;

import org.jspecify.annotations.NullMarked;
