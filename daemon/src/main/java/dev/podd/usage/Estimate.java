package dev.podd.usage;

/** A number of tokens, and how it is known. */
public record Estimate(long tokens, Source source) {
    /** From certain to guessed. */
    public enum Source {
        MEASURED, INTERPOLATED, EXTRAPOLATED, NO_DATA
    }
}
