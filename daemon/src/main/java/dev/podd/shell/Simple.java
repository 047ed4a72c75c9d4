package dev.podd.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A simple command as it is read: what stands in the text, before anybody asks what it runs. */
final class Simple {
    final List<Assignment> assignments = new ArrayList<>();
    final List<Word> words = new ArrayList<>();
    final List<Redirection> redirections = new ArrayList<>();
    final List<HereDocument> documents = new ArrayList<>();
    /** The word of a here-string. */
    @Nullable Word hereString;
    /** The command whose output it reads, if that is a simple one. */
    @Nullable Simple source;
    /** Whether it has a redirection, of a file or of a descriptor. */
    boolean redirects;
    /** Whether it may run more than once, or later than where it stands. */
    boolean repeats;
    /** Whether it calls a function that is certainly defined before. */
    boolean isCall;

    boolean isEmpty() {
        return assignments.isEmpty() && words.isEmpty() && !redirects;
    }

    /** Whether nothing but a name has been read, so that a parenthesis makes it the name of a function. */
    boolean isOnlyAName() {
        return words.size() == 1 && words.getFirst().isFixed() && assignments.isEmpty() && !redirects;
    }

    /** What it reads as its input, as far as the text shows it; null if that is not known. */
    @Nullable Word input() {
        if (hereString != null) {
            return hereString;
        }
        return documents.isEmpty() ? null : documents.getLast().body();
    }
}
