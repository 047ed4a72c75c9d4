/** Which tool calls run, ask or are denied: rules of a manifest and those that the person gave. */
@NullMarked
package dev.podd.permission;

import org.jspecify.annotations.NullMarked;
