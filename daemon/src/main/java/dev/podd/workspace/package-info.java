/** The only door to the content of files: buffer before disk, scope always, one lock a path. */
@NullMarked
package dev.podd.workspace;

import org.jspecify.annotations.NullMarked;
