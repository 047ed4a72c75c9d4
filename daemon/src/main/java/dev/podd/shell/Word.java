package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import dev.podd.shell.WordPiece.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A word of a command after quoting, in parts that are known and parts that only a run shows. Immutable. */
public final class Word {
    private final List<WordPiece> pieces;

    Word(List<WordPiece> pieces) {
        this.pieces = joined(pieces);
    }

    /** A word that stands for itself. */
    static Word of(String text) {
        return new Word(List.of(new Fixed(text, true)));
    }

    /** A word of which nothing is known, or several, or none. */
    static Word any(String source) {
        return new Word(List.of(new Open(source, false, WordPiece.Kind.EXPANSION)));
    }

    List<WordPiece> pieces() {
        return pieces;
    }

    /** Whether it is known what the shell makes of it: no expansion, glob or tilde is in it. */
    public boolean isFixed() {
        return pieces.stream().allMatch(Fixed.class::isInstance);
    }

    /** The word without its quotes; what is not fixed as it stands in the text. */
    public String text() {
        return pieces.stream().map(WordPiece::source).collect(Collectors.joining());
    }

    /** The same behind a fixed text. */
    Word prefixed(String text) {
        List<WordPiece> all = new ArrayList<>(List.of(new Fixed(text, true)));
        all.addAll(pieces);
        return new Word(all);
    }

    /** Whether it is a word of this text, whatever its quotes are. */
    boolean is(String text) {
        return isFixed() && text().equals(text);
    }

    /** Whether it begins, as far as is known, with a text. */
    boolean begins(String text) {
        return !pieces.isEmpty() && pieces.getFirst() instanceof Fixed fixed && fixed.source().startsWith(text);
    }

    /** Whether it may be several words, or none. */
    boolean mayVanish() {
        return !pieces.isEmpty() && pieces.stream().allMatch(each -> each instanceof Open open && open.mayVanish());
    }

    /** Neighbours of one kind are one: what is equal for a reader is equal. */
    private static List<WordPiece> joined(List<WordPiece> pieces) {
        List<WordPiece> all = new ArrayList<>();
        StringBuilder fixed = new StringBuilder();
        boolean any = false;
        for (WordPiece piece : pieces) {
            switch (piece) {
                case Fixed text -> {
                    fixed.append(text.source());
                    any = true;
                }
                case Open open -> {
                    if (any) {
                        all.add(new Fixed(fixed.toString(), true));
                        fixed.setLength(0);
                        any = false;
                    }
                    all.add(open);
                }
            }
        }
        if (any) {
            all.add(new Fixed(fixed.toString(), true));
        }
        return List.copyOf(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Word word && pieces.equals(word.pieces);
    }

    @Override
    public int hashCode() {
        return pieces.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
