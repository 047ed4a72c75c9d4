package dev.podd.tool;

/**
 * What binds the command of a call.
 *
 * @param runsUnasked whether it binds it so that nobody need be asked
 * @param words       what a person should know of it before the command runs: "sandbox: bubblewrap, no network"
 */
public record Containment(boolean runsUnasked, String words) {}
