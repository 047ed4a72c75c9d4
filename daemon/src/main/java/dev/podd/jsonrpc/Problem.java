package dev.podd.jsonrpc;

/** A value that does not fit its type: where it stands, and what is wrong with it. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    Problem(String reason) {
        this("", reason);
    }

    private Problem(String field, String reason) {
        super(field.isEmpty() ? reason : field + ": " + reason, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    /** The same, seen from the record that has the field. */
    Problem in(String outer) {
        boolean joined = field.isEmpty() || field.startsWith("[");
        return new Problem(joined ? outer + field : outer + "." + field, reason);
    }
}
