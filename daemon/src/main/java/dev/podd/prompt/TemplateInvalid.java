package dev.podd.prompt;

/** A template that is refused before it is ever rendered. Line and column count from 1. */
public final class TemplateInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TemplateInvalid(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
