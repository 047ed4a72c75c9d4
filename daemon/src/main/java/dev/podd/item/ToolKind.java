package dev.podd.item;

/** What a tool does to the world, for the sign an editor shows beside a call. */
public enum ToolKind {
    READ, EDIT, SEARCH, EXECUTE, THINK, FETCH, OTHER
}
