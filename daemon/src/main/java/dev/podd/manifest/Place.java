package dev.podd.manifest;

/** A stretch of text: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
record Place(int line, int column, int endLine, int endColumn) {
    /** The beginning of a text, for what has no place of its own. */
    static final Place START = new Place(1, 1, 1, 1);
}
