/** The built-in tools: files, search, shell, plan, and what the editor's language servers know. */
@NullMarked
package dev.podd.tool.builtin;

import org.jspecify.annotations.NullMarked;
