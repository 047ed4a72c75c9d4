package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import dev.podd.shell.WordPiece.Kind;
import dev.podd.shell.WordPiece.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call of {@code xargs}: the command that it runs with words that only its input shows. */
final class XargsRun {
    private static final Options OPTIONS = Options.of("0rtpxo", "adEILnPsR", "null", "no-run-if-empty", "verbose",
            "interactive", "exit", "open-tty", "arg-file=", "delimiter=", "max-lines=", "max-args=", "max-procs=",
            "max-chars=");

    private final List<Word> words;

    XargsRun(List<Word> words) {
        this.words = words;
    }

    /** Empty if its options are not understood. */
    Optional<List<Word>> inner() {
        int at = OPTIONS.end(words, 1);
        if (at == Options.UNKNOWN) {
            return Optional.empty();
        }
        List<Word> command = new ArrayList<>(at == words.size() ? List.of(Word.of("echo"))
                : words.subList(at, words.size()));
        Optional<String> replaced = replaced(at);
        if (replaced.isPresent()) {
            command.replaceAll(word -> replaced(word, replaced.get()));
        } else {
            command.add(Word.any("…"));
        }
        return Optional.of(command);
    }

    private Optional<String> replaced(int end) {
        for (int i = 1; i < end; i++) {
            String option = words.get(i).text();
            int letter = option.startsWith("--") ? -1 : option.indexOf('I');
            if (option.startsWith("-") && letter > 0) {
                return Optional.of(letter + 1 == option.length() ? words.get(i + 1).text()
                        : option.substring(letter + 1));
            }
        }
        return Optional.empty();
    }

    private static Word replaced(Word word, String mark) {
        if (mark.isEmpty() || !word.text().contains(mark)) {
            return word;
        }
        List<WordPiece> pieces = new ArrayList<>();
        for (WordPiece piece : word.pieces()) {
            switch (piece) {
                case Open open -> pieces.add(open);
                case Fixed fixed -> {
                    int from = 0;
                    for (int at = fixed.source().indexOf(mark); at >= 0; at = fixed.source().indexOf(mark, from)) {
                        pieces.add(new Fixed(fixed.source().substring(from, at), true));
                        pieces.add(new Open(mark, true, Kind.EXPANSION));
                        from = at + mark.length();
                    }
                    pieces.add(new Fixed(fixed.source().substring(from), true));
                }
            }
        }
        return new Word(pieces);
    }
}
