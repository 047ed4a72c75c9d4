package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import dev.podd.shell.WordPiece.Kind;
import dev.podd.shell.WordPiece.Open;
import java.util.ArrayList;
import java.util.List;

/** Marks what in a word stands for names of files or for a home folder. */
final class Globs {
    private Globs() {}

    /** The words that a word of a command may become; blank variables split it. */
    static List<Word> words(List<WordPiece> pieces) {
        List<Word> words = new ArrayList<>();
        List<WordPiece> word = new ArrayList<>();
        for (WordPiece piece : globs(tilde(pieces))) {
            word.add(piece);
            if (piece instanceof Open open && open.isBlank()) {
                words.add(new Word(word));
                word = new ArrayList<>();
            }
        }
        if (!word.isEmpty()) {
            words.add(new Word(word));
        }
        return words;
    }

    /** A word in which no names of files are looked for. */
    static Word value(List<WordPiece> pieces) {
        return new Word(tilde(pieces));
    }

    private static List<WordPiece> tilde(List<WordPiece> pieces) {
        if (pieces.isEmpty() || !(pieces.getFirst() instanceof Fixed first) || first.isQuoted()
                || !first.source().startsWith("~")) {
            return pieces;
        }
        List<WordPiece> all = new ArrayList<>(pieces);
        int slash = first.source().indexOf('/');
        String home = slash < 0 ? first.source() : first.source().substring(0, slash);
        all.set(0, new Open(home, false, Kind.TILDE));
        if (slash >= 0) {
            all.add(1, new Fixed(first.source().substring(slash), false));
        }
        return all;
    }

    private static List<WordPiece> globs(List<WordPiece> pieces) {
        Pieces all = new Pieces();
        boolean isOpen = pieces.stream().anyMatch(each -> isPlain(each) && each.source().indexOf(']') >= 0);
        for (WordPiece piece : pieces) {
            switch (piece) {
                case Open open -> all.open(open.source(), open.isQuoted(), open.kind());
                case Fixed fixed -> {
                    if (fixed.isQuoted()) {
                        all.add(fixed.source(), true);
                    } else {
                        fixed.source().chars().forEach(c -> glob(c, isOpen, all));
                    }
                }
            }
        }
        return all.all();
    }

    private static void glob(int c, boolean isOpen, Pieces all) {
        if (c == '*' || c == '?' || (c == '[' && isOpen)) {
            all.open(Character.toString(c), false, Kind.GLOB);
        } else {
            all.add(c, false);
        }
    }

    private static boolean isPlain(WordPiece piece) {
        return piece instanceof Fixed fixed && !fixed.isQuoted();
    }
}
