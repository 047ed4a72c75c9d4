package dev.podd.sandbox;

/** What a command answered to its input: its standard output as bytes, and the end of what it wrote as errors. */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record CommandReply(Ending ending, byte[] output, String errors) {}
