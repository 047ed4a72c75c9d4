package dev.podd.shell;

import dev.podd.shell.Redirection.Kind;
import dev.podd.shell.WordPiece.Fixed;
import java.util.List;
import java.util.Set;

/** Reads simple commands: assignments, words, redirections. */
final class SimpleReader {
    /** Their arguments may be assignments with a list in parentheses. */
    private static final Set<String> DECLARERS = Set.of("declare", "typeset", "local", "export", "readonly");

    private final SpliceCursor cursor;
    private final ScriptReader scripts;
    private final WordReader words;

    SimpleReader(SpliceCursor cursor, ScriptReader scripts, WordReader words) {
        this.cursor = cursor;
        this.scripts = scripts;
        this.words = words;
    }

    /** Reads up to what ends a command; a parenthesis may follow that makes it the name of a function. */
    Simple read() {
        Simple found = new Simple();
        while (true) {
            scripts.blanks();
            if (redirection(found)) {
                continue;
            }
            if (cursor.peek() == '#' || !words.isHere()) {
                return found;
            }
            List<WordPiece> pieces = words.read();
            if (!assignment(found, pieces)) {
                found.words.addAll(expanded(pieces));
            }
        }
    }

    /** Reads the redirections of a compound command. */
    void redirections() {
        Simple found = new Simple();
        scripts.blanks();
        while (redirection(found)) {
            scripts.blanks();
        }
        if (!found.isEmpty()) {
            scripts.found(found);
        }
    }

    /** The words that a shell makes of one. */
    List<Word> expanded(List<WordPiece> pieces) {
        return (scripts.isBash() ? Braces.expand(pieces) : List.of(pieces)).stream()
                .flatMap(each -> Globs.words(each).stream()).toList();
    }

    private boolean assignment(Simple found, List<WordPiece> pieces) {
        boolean isDeclared = !found.words.isEmpty() && found.words.getFirst().isFixed()
                && DECLARERS.contains(found.words.getFirst().text());
        if (!found.words.isEmpty() && !isDeclared) {
            return false;
        }
        Assigned assigned = Assigned.in(pieces, scripts);
        if (assigned == null) {
            return false;
        }
        boolean isList = assigned.isEmpty() && cursor.peek() == '(';
        Word value = isList ? list() : Globs.value(assigned.value());
        if (isDeclared) {
            found.words.add(isList ? Word.any(assigned.name() + "=(…)") : Globs.value(pieces));
        } else {
            found.assignments.add(new Assignment(assigned.name(), value));
        }
        return true;
    }

    private Word list() {
        scripts.require(scripts.isBash(), "a list in parentheses, which only bash has");
        cursor.next();
        scripts.deeper();
        scripts.newlines();
        while (words.isHere()) {
            words.read();
            scripts.newlines();
        }
        scripts.require(cursor.take(")"), "a list in parentheses is not closed");
        scripts.shallower();
        return Word.any("(…)");
    }

    private boolean redirection(Simple found) {
        cursor.peek();
        int start = cursor.offset();
        descriptor();
        boolean isProcess = scripts.isBash() && (cursor.at("<(") || cursor.at(">("));
        if (!isProcess && scripts.isBash() && cursor.offset() == start && (cursor.take("&>>") || cursor.take("&>"))) {
            found.redirects = true;
            target(found, Kind.WRITE);
            return true;
        }
        int c = cursor.peek();
        if (isProcess || (c != '<' && c != '>')) {
            cursor.goTo(start);
            return false;
        }
        found.redirects = true;
        operator(found);
        return true;
    }

    /** Passes the number or, for bash, the {@code {name}} before a redirection. */
    private void descriptor() {
        cursor.peek();
        int start = cursor.offset();
        if (scripts.isBash() && cursor.take("{")) {
            int name = cursor.offset();
            while (Chars.isName(cursor.peek())) {
                cursor.next();
            }
            String variable = cursor.since(name);
            if (!cursor.take("}") || !Chars.isName(variable) || !(cursor.at("<") || cursor.at(">"))) {
                cursor.goTo(start);
            } else {
                scripts.assigned(new Assignment(variable, Word.of("0")));
            }
        } else {
            while (Chars.isDigit(cursor.peek())) {
                cursor.next();
            }
        }
    }

    private void operator(Simple found) {
        if (scripts.isBash() && cursor.take("<<<")) {
            scripts.blanks();
            found.hereString = Globs.value(required());
        } else if (cursor.take("<<-")) {
            document(found, true);
        } else if (cursor.take("<<")) {
            document(found, false);
        } else if (cursor.take("<&")) {
            scripts.blanks();
            required();
        } else if (cursor.take(">&")) {
            duplicate(found);
        } else if (cursor.take("<>") || cursor.take(">>") || cursor.take(">|") || cursor.take(">")) {
            target(found, Kind.WRITE);
        } else {
            cursor.take("<");
            target(found, Kind.READ);
        }
    }

    private List<WordPiece> required() {
        boolean isComment = cursor.peek() == '#';
        List<WordPiece> pieces = words.read();
        int c = cursor.peek();
        boolean isDescriptor = (c == '<' || c == '>') && pieces.size() == 1
                && (Chars.isNumber(pieces.getFirst().source())
                        || pieces.getFirst().source().startsWith("{"));
        scripts.require(!pieces.isEmpty() && !isComment && !isDescriptor, "a redirection without a target");
        return pieces;
    }

    private void target(Simple found, Kind kind) {
        scripts.blanks();
        List<Word> targets = expanded(required());
        found.redirections.add(new Redirection(kind, targets.size() == 1 ? targets.getFirst() : Word.any("{…}")));
    }

    /** Another descriptor, or, for bash, a file. */
    private void duplicate(Simple found) {
        scripts.blanks();
        Word target = Globs.value(required());
        String text = target.text();
        boolean isDescriptor = target.isFixed() && (text.equals("-") || Chars.isNumber(text)
                || (text.endsWith("-") && Chars.isNumber(text.substring(0, text.length() - 1))));
        if (!isDescriptor) {
            found.redirections.add(new Redirection(Kind.WRITE, target));
        }
    }

    private void document(Simple found, boolean stripsTabs) {
        scripts.blanks();
        List<WordPiece> pieces = required();
        scripts.require(pieces.stream().allMatch(piece -> piece instanceof Fixed),
                "a here-document whose delimiter is no plain word");
        Word delimiter = new Word(pieces);
        scripts.require(!delimiter.text().contains("\n") && !delimiter.text().contains("$"),
                "a here-document whose delimiter is no plain word");
        boolean isQuoted = pieces.stream().anyMatch(piece -> piece instanceof Fixed fixed && fixed.isQuoted());
        HereDocument document = new HereDocument(delimiter.text(), isQuoted, stripsTabs);
        found.documents.add(document);
        scripts.waits(document);
    }
}
