package dev.podd.lsp.wire;

/** How a number of tokens is known, from certain to guessed. */
public enum WireTokenSource {
    /** The provider counted just this. */
    MEASURED,
    /** Between two counts. */
    INTERPOLATED,
    /** Beyond the last count. */
    EXTRAPOLATED,
    /** From its bytes alone. */
    NO_DATA
}
