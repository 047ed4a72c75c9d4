/** JSON text to records and back, strictly. */
@NullMarked
package dev.podd.json;

import org.jspecify.annotations.NullMarked;
