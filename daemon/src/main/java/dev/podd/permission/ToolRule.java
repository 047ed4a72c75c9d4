package dev.podd.permission;

import org.jspecify.annotations.Nullable;

/**
 * What happens to the tool calls that it matches.
 *
 * @param tool    glob on the tool's name
 * @param pattern glob on a path, absolute or relative to the working directory, or on a command; null for every call
 */
public record ToolRule(String tool, @Nullable String pattern, PermissionAction action) {}
