package dev.podd.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text by the grammar of a shell, as a descent through lists, pipelines and commands. The commands go into a {@link
 * Script} in the order in which they stand. What cannot be read, and what shells read differently, is an {@link
 * UnclearException}. Not nested deeper than {@link #MAX_DEPTH}, so no text exhausts the stack.
 */
final class ScriptReader {
    static final int MAX_DEPTH = 100;
    private static final Set<String> ENDS = Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

    private final SpliceCursor cursor;
    private final Dialect dialect;
    private final Script script;
    private final WordReader words;
    private final SimpleReader simples;
    private final CompoundReader compounds;
    private int depth;
    /** How many compound commands and substitutions are open. */
    private int nesting;
    /** How many loops and functions are open. */
    private int repeating;
    /** Here-documents whose text begins with the next line. */
    private List<HereDocument> waiting = new ArrayList<>();
    /** How many wait outside of the substitution that is being read. */
    private int waitingOutside;

    ScriptReader(String text, Dialect dialect, Script script, int depth) {
        this.cursor = new SpliceCursor(text);
        this.dialect = dialect;
        this.script = script;
        this.depth = depth;
        this.words = new WordReader(cursor, this);
        this.simples = new SimpleReader(cursor, this, words);
        this.compounds = new CompoundReader(cursor, this, words);
        require(depth <= MAX_DEPTH, "more than " + MAX_DEPTH + " commands within each other");
    }

    /** Reads all of the text. */
    void read() {
        list();
        require(cursor.peek() == SpliceCursor.END, "an operator or a word of the grammar that nothing belongs to");
        require(waiting.isEmpty(), "a here-document without a text");
        script.lineEnds();
    }

    boolean isBash() {
        return dialect.isBash();
    }

    void require(boolean holds, String problem) {
        if (!holds) {
            throw new UnclearException(problem);
        }
    }

    void deeper() {
        require(++depth <= MAX_DEPTH, "more than " + MAX_DEPTH + " commands within each other");
    }

    void shallower() {
        depth--;
    }

    void assigned(Assignment assignment) {
        script.variables().assigned(assignment);
    }

    void calculated(String name) {
        script.variables().calculated(name);
    }

    void found(Simple command) {
        command.repeats = repeating > 0;
        script.add(command);
    }

    void waits(HereDocument document) {
        waiting.add(document);
    }

    /** Shells disagree where the text of a here-document begins if its line goes on within quotes or substitutions. */
    void noteNewline(int c) {
        require(c != '\n' || (waiting.isEmpty() && waitingOutside == 0),
                "a line end within a word after a here-document");
    }

    /** Reads the text of a here-document. */
    Word document(String text) {
        return new ScriptReader(text, dialect, script, depth + 1).words.document();
    }

    /** Reads a text that runs where it stands. */
    void nested(String text) {
        ScriptReader inner = new ScriptReader(text, dialect, script, depth + 1);
        inner.nesting = nesting + 1;
        inner.repeating = repeating;
        inner.read();
    }

    /** Reads the commands of a substitution and the parenthesis that closes it. */
    void substitution() {
        List<HereDocument> outside = waiting;
        waiting = new ArrayList<>();
        waitingOutside += outside.size();
        deeper();
        nesting++;
        list();
        require(cursor.take(")"), "a ( is not closed");
        require(waiting.isEmpty(), "a here-document whose text lies outside of its substitution");
        nesting--;
        shallower();
        waitingOutside -= outside.size();
        waiting = outside;
    }

    /** Reads the commands of a compound command; there has to be one. */
    void body(boolean repeats) {
        deeper();
        nesting++;
        repeating += repeats ? 1 : 0;
        require(list() > 0, "a command is missing");
        repeating -= repeats ? 1 : 0;
        nesting--;
        shallower();
    }

    /** Reads the commands of one case, which may be none. */
    void branch() {
        deeper();
        nesting++;
        list();
        nesting--;
        shallower();
    }

    /** Reads the body of a function, which runs when it is called. */
    void repeated(Runnable body) {
        nesting++;
        repeating++;
        body.run();
        repeating--;
        nesting--;
    }

    /** Reads commands up to what ends them, and says how many there were. */
    int list() {
        int count = 0;
        newlines();
        while (!isEnd()) {
            andOr();
            count++;
            blanks();
            if (cursor.peek() == '\n' || cursor.peek() == '#') {
                newlines();
            } else if (cursor.at(";;") || (isBash() && cursor.at(";&")) || !(cursor.take(";") || cursor.take("&"))) {
                return count;
            } else {
                newlines();
            }
        }
        return count;
    }

    private boolean isEnd() {
        int c = cursor.peek();
        return c == SpliceCursor.END || c == ')' || cursor.at(";;") || cursor.at(";&")
                || ENDS.contains(cursor.plainWord());
    }

    private void andOr() {
        String function = pipeline();
        blanks();
        boolean isAlone = true;
        while (cursor.take("&&") || cursor.take("||")) {
            isAlone = false;
            newlines();
            pipeline();
            blanks();
        }
        if (isAlone && nesting == 0 && !function.isEmpty() && !cursor.at("&")) {
            script.defined(function);
        }
    }

    /** Reads a pipeline, and names the function that it does nothing but define; empty if it does other things. */
    private String pipeline() {
        boolean isPlain = true;
        for (String word = cursor.plainWord(); word.equals("!") || (isBash() && word.equals("time"));
                word = cursor.plainWord()) {
            isPlain = false;
            cursor.take(word);
            blanks();
            if (word.equals("time") && timesNothing()) {
                return "";
            }
        }
        Reading first = command();
        Simple source = first.simple();
        blanks();
        while (!cursor.at("||") && (cursor.at("|&") && isBash() ? cursor.take("|&") : cursor.take("|"))) {
            isPlain = false;
            newlines();
            Reading next = command();
            if (next.simple() != null) {
                next.simple().source = source;
            }
            source = next.simple();
            blanks();
        }
        return isPlain ? first.function() : "";
    }

    private boolean timesNothing() {
        if (cursor.at("-p") && !cursor.at("-p-")) {
            cursor.take("-p");
            blanks();
        }
        int c = cursor.peek();
        return c == SpliceCursor.END || c == '\n' || c == ';';
    }

    private Reading command() {
        blanks();
        String word = cursor.plainWord();
        require(!ENDS.contains(word) && !word.equals("!") && !(isBash() && word.equals("]]")), "a command is missing");
        if (compounds.isHere()) {
            String function = compounds.read();
            simples.redirections();
            return new Reading(null, function);
        }
        Simple simple = simples.read();
        if (cursor.peek() == '(') {
            require(simple.isOnlyAName(), "a ( that nothing belongs to");
            String function = compounds.function(simple.words.getFirst().text());
            simples.redirections();
            return new Reading(null, function);
        }
        require(!simple.isEmpty(), "a command is missing");
        found(simple);
        return new Reading(simple, "");
    }

    void blanks() {
        while (Chars.isBlank(cursor.peek())) {
            cursor.next();
        }
    }

    /** Passes blanks, comments and line ends, and reads the here-documents that follow a line. */
    void newlines() {
        while (true) {
            blanks();
            int c = cursor.peek();
            if (c == '#') {
                comment();
            } else if (c == '\n') {
                lineEnd();
            } else {
                return;
            }
        }
    }

    private void comment() {
        while (cursor.raw() != SpliceCursor.END && cursor.raw() != '\n') {
            cursor.nextRaw();
        }
    }

    private void lineEnd() {
        require(waitingOutside == 0, "a line end in a substitution after a here-document");
        cursor.next();
        List<HereDocument> begun = waiting;
        waiting = new ArrayList<>();
        begun.forEach(document -> document.read(cursor, this));
        if (nesting == 0) {
            script.lineEnds();
        }
    }

    /** A command that was read: a simple one, or the definition of a function, or neither. */
    private record Reading(@Nullable Simple simple, String function) {}
}
