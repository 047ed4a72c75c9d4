package dev.podd.lsp.wire;

/** What compaction does. */
public enum CompactionState {
    /** Nothing; conversations are not shortened. */
    OFF
}
