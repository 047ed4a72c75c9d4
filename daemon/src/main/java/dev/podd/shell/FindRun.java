package dev.podd.shell;

import dev.podd.shell.ShellCommand.Nature;
import dev.podd.shell.WordPiece.Kind;
import dev.podd.shell.WordPiece.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A call of {@code find}: the commands that it runs, the files that it writes, and whether it deletes. */
final class FindRun {
    private static final Set<String> RUNS = Set.of("-exec", "-execdir", "-ok", "-okdir");
    private static final Set<String> WRITES = Set.of("-fprint", "-fprint0", "-fprintf", "-fls");

    private final List<Word> words;

    FindRun(List<Word> words) {
        this.words = words;
    }

    RunPlan plan(Function<List<Word>, ShellCommand> run) {
        List<ShellCommand> inner = new ArrayList<>();
        List<Redirection> files = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i).text();
            if (RUNS.contains(word)) {
                int end = end(i + 1);
                List<Word> command = words.subList(i + 1, end).stream().map(FindRun::filled).toList();
                if (!command.isEmpty()) {
                    inner.add(run.apply(command));
                }
                i = end;
            } else if (word.equals("-delete")) {
                inner.add(run.apply(List.of(Word.of("rm"), Word.any("{}"))));
            } else if (WRITES.contains(word) && i + 1 < words.size()) {
                files.add(new Redirection(Redirection.Kind.WRITE, words.get(i + 1)));
            }
        }
        boolean mayHide = words.stream().skip(1).anyMatch(Word::mayVanish);
        return new RunPlan(inner.isEmpty() ? Nature.PROGRAM : Nature.BOTH, inner, mayHide, List.of(), files);
    }

    private int end(int from) {
        int at = from;
        while (at < words.size() && !words.get(at).is(";") && !(words.get(at).is("+") && words.get(at - 1).is("{}"))) {
            at++;
        }
        return at;
    }

    private static Word filled(Word word) {
        return word.text().contains("{}") ? new Word(List.of(new Open(word.text(), true, Kind.EXPANSION))) : word;
    }
}
