package dev.podd.log;

/** Where a segment comes from: a session, one of its segments, and the entry that was its head then. */
public record Origin(String session, String segment, String entry) {}
