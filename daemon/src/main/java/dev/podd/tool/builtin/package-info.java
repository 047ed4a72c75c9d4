/** The built-in tools: files, search, shell, plan. */
@NullMarked
package dev.podd.tool.builtin;

import org.jspecify.annotations.NullMarked;
