package dev.podd.hook;

/** Why a turn was cut short. */
public record AbortView(String session, String reason) {}
