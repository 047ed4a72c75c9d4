/** Tools and prompts that live in MCP servers. */
@NullMarked
package dev.podd.mcp;

import org.jspecify.annotations.NullMarked;
