package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import dev.podd.shell.WordPiece.Kind;
import dev.podd.shell.WordPiece.Open;
import java.util.ArrayList;
import java.util.List;

/** The parts of a word while it is read; quoted and unquoted characters are kept apart, since braces and globs differ. */
final class Pieces {
    private final List<WordPiece> done = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private boolean isRun;
    private boolean isQuoted;

    void add(int c, boolean quoted) {
        begin(quoted);
        run.append((char) c);
    }

    void add(String text, boolean quoted) {
        begin(quoted);
        run.append(text);
    }

    void open(String source, boolean quoted, Kind kind) {
        end();
        done.add(new Open(source, quoted, kind));
    }

    List<WordPiece> all() {
        end();
        return done;
    }

    private void begin(boolean quoted) {
        if (isRun && isQuoted != quoted) {
            end();
        }
        isRun = true;
        isQuoted = quoted;
    }

    private void end() {
        if (isRun) {
            done.add(new Fixed(run.toString(), isQuoted));
            run.setLength(0);
            isRun = false;
        }
    }
}
