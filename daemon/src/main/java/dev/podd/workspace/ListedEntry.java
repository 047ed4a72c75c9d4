package dev.podd.workspace;

/** One name in a folder. {@code isIgnored}: git leaves it out. */
public record ListedEntry(String name, Kind kind, long size, boolean isIgnored) {
    /** What it is, links not followed. */
    public enum Kind {
        FILE, FOLDER, LINK, OTHER,
        /** In an editor only. */
        UNSAVED
    }
}
