package dev.podd.event;

/** An event with its place: {@code seq} counts from 1 without gaps within a Pod. */
public record PodEvent(String pod, String session, long seq, Event event) {}
