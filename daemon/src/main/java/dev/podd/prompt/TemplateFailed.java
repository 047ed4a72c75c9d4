package dev.podd.prompt;

/** A template that could not be rendered. */
public final class TemplateFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateFailed(String message) {
        super(message);
    }
}
