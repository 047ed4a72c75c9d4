package dev.podd.search;

/** A search ended because its caller wanted it to. */
public final class SearchStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SearchStoppedException() {
        super("the search was stopped");
    }
}
