/** A Pod as declared: read, layered, checked, all problems at once. */
@NullMarked
package dev.podd.manifest;

import org.jspecify.annotations.NullMarked;
