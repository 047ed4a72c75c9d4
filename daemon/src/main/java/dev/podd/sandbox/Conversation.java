package dev.podd.sandbox;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A command that is spoken with.
 *
 * @param input  its standard input
 * @param output its standard output
 */
public record Conversation(RunningCommand command, OutputStream input, InputStream output) {}
