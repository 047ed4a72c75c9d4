package dev.podd.provider.editor;

import dev.podd.model.editor.EditorPiece;
import dev.podd.provider.wire.AnswerBuilder;
import dev.podd.provider.wire.ToolNames;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes blocks of the pieces of one answer: text up to the next call is one. Lives on one thread. */
final class EditorPieces implements Consumer<EditorPiece> {
    private final ToolNames names;
    private final AnswerBuilder builder;
    private final Runnable started;
    private AnswerBuilder.@Nullable Text text;
    private boolean hasStarted;

    /** @param started told before the first piece */
    EditorPieces(ToolNames names, AnswerBuilder builder, Runnable started) {
        this.names = names;
        this.builder = builder;
        this.started = started;
    }

    @Override
    public void accept(EditorPiece piece) {
        if (!hasStarted) {
            hasStarted = true;
            started.run();
        }
        switch (piece) {
            case EditorPiece.Heartbeat heartbeat -> {
            }
            case EditorPiece.Text more -> {
                text = text == null ? builder.text() : text;
                text.add(more.text());
            }
            case EditorPiece.Call made -> {
                end();
                AnswerBuilder.Call call = builder.call(made.call(), names.fromWire(made.name()));
                call.add(made.arguments());
                call.close();
            }
        }
    }

    /** No more text comes for now. */
    void end() {
        if (text != null) {
            text.close();
            text = null;
        }
    }
}
