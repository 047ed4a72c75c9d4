package dev.podd.workspace;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A change of a document that is open in an editor: made by the editor, beside what the person types meanwhile. */
final class DocumentChange {
    /** How long the person may type so fast that each edit comes for a text that is no more. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final String before;
    private final String after;

    /** @param name the file as the model calls it */
    DocumentChange(String name, byte[] before, byte[] after) {
        this.name = name;
        this.before = text(name, before);
        this.after = text(name, after);
    }

    private static String text(String name, byte[] bytes) {
        return TextFile.of(bytes).map(TextFile::raw).orElseThrow(() -> new WorkspaceException(name
                + " is open in an editor, which takes nothing but text"));
    }

    /** @param look finds the document as it is now */
    void make(Supplier<Optional<OpenDocument>> look) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            OpenDocument document = look.get().orElseThrow(() -> new WorkspaceException(name
                    + " was closed in the editor meanwhile, and is not changed: read it again"));
            String now = document.text();
            String wanted = now.equals(before) ? after : beside(now);
            if (wanted.equals(now) || isReplaced(document, wanted)) {
                return;
            }
        }
        throw new WorkspaceException(name + " is being typed into without a pause, and is not changed: try again");
    }

    private boolean isReplaced(OpenDocument document, String wanted) throws InterruptedException {
        try {
            return document.replace("Podd: " + name, wanted);
        } catch (DocumentException e) {
            throw new WorkspaceException(name + " is not changed: " + e.getMessage(), e);
        }
    }

    private String beside(String now) {
        return ThreeWay.merged(before, now, after).orElseThrow(() -> new WorkspaceException(name
                + " is not changed: the person has typed meanwhile where the change would be. Read it again",
                "What the person typed:\n" + LineDiff.of(before, now).unified(name) + "\n\nThe change:\n"
                        + LineDiff.of(before, after).unified(name),
                null));
    }
}
