package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import dev.podd.shell.WordPiece.Open;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Words as signs to compare: characters, borders of words, and runs of which nothing is known. A blank within a word is no
 * border, so no word passes for two.
 */
final class CommandSpelling {
    /** Any characters, and any borders. */
    static final int ANY = -1;
    /** Any one character. */
    static final int ONE = -2;
    static final int BORDER = -3;

    private CommandSpelling() {}

    /** What is not fixed may be anything. */
    static int[] open(List<Word> words) {
        return joined(words.stream().map(CommandSpelling::open).toList());
    }

    /** What is not fixed is as it stands in the text. */
    static int[] literal(List<Word> words) {
        return joined(words.stream().map(CommandSpelling::literal).filter(signs -> signs.length > 0).toList());
    }

    /** What may be anything takes the borders beside it too, since it may be nothing. */
    static int[] possible(List<Word> words) {
        IntStream.Builder all = IntStream.builder();
        boolean isBordered = true;
        for (Word word : words) {
            if (!isBordered && !word.mayVanish()) {
                all.add(BORDER);
            }
            for (int sign : open(word)) {
                all.add(sign);
            }
            isBordered = word.mayVanish();
        }
        return all.build().toArray();
    }

    static int[] joined(List<int[]> words) {
        IntStream.Builder all = IntStream.builder();
        boolean isFirst = true;
        for (int[] word : words) {
            if (!isFirst) {
                all.add(BORDER);
            }
            isFirst = false;
            for (int sign : word) {
                all.add(sign);
            }
        }
        return all.build().toArray();
    }

    private static int[] open(Word word) {
        return word.pieces().stream().flatMapToInt(piece -> switch (piece) {
            case Fixed fixed -> fixed.source().codePoints();
            case Open open -> IntStream.of(ANY);
        }).toArray();
    }

    private static int[] literal(Word word) {
        return word.pieces().stream().filter(piece -> !(piece instanceof Open open && open.isBlank()))
                .flatMapToInt(piece -> piece.source().codePoints()).toArray();
    }
}
