package dev.podd.jsonrpc;

/** Any JSON value, kept as its text: what a door passes on without looking at it. */
public record JsonText(String text) {}
