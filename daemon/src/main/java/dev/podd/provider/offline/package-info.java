/** The language model that is none: it searches the workspace with the Pod's own tools and quotes what it finds. */
@NullMarked
package dev.podd.provider.offline;

import org.jspecify.annotations.NullMarked;
