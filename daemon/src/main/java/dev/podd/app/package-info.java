/**
 * Starts, wires and stops everything. The system is touched here alone: standard streams, environment, clock, randomness,
 * signals, exit.
 */
@NullMarked
package dev.podd.app;

import org.jspecify.annotations.NullMarked;
