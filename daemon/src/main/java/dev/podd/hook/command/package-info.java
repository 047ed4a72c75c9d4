/** Hooks that are commands of the manifest: the view goes in as JSON, the decision comes out as JSON. */
@NullMarked
package dev.podd.hook.command;

import org.jspecify.annotations.NullMarked;
