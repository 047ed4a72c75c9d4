/**
 * Starts, wires and stops everything: command line, daemon, relay.
 */
@NullMarked
package dev.podd.app;

import org.jspecify.annotations.NullMarked;
