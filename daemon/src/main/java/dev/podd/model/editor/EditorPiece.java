package dev.podd.model.editor;

/** What an editor passes on of its model's answer. */
public sealed interface EditorPiece {
    /** More text. */
    record Text(String text) implements EditorPiece {}

    /** A tool that the model wants run; {@code arguments} is JSON text. */
    record Call(String call, String name, String arguments) implements EditorPiece {}

    /** The model has accepted, or is at work, and says nothing. */
    record Heartbeat() implements EditorPiece {}
}
