package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import java.util.List;
import java.util.Set;

/** Reads groups, conditions, loops and functions. */
final class CompoundReader {
    private static final Set<String> BASH_ONLY = Set.of("[[", "select", "function", "coproc");
    private static final Set<String> BEGINS = Set.of("{", "if", "for", "while", "until", "case", "[[", "select",
            "function", "coproc");
    private static final Set<String> RESERVED = Set.of("if", "then", "else", "elif", "fi", "for", "while", "until",
            "do",
            "done", "case", "esac", "in", "function", "select", "time", "coproc", "break", "continue", "return", "exit",
            "eval", "exec", "export", "readonly", "set", "shift", "source", "times", "trap", "unset", "command",
            "builtin", "declare", "local", "typeset", "alias", "test", "cd");

    private final SpliceCursor cursor;
    private final ScriptReader scripts;
    private final WordReader words;
    private final ConditionReader conditions;

    CompoundReader(SpliceCursor cursor, ScriptReader scripts, WordReader words) {
        this.cursor = cursor;
        this.scripts = scripts;
        this.words = words;
        this.conditions = new ConditionReader(cursor, scripts, words);
    }

    boolean isHere() {
        String word = cursor.plainWord();
        return cursor.peek() == '(' || (BEGINS.contains(word) && (scripts.isBash() || !BASH_ONLY.contains(word)));
    }

    /** Reads one without its redirections, and names the function that it defines; empty if it defines none. */
    String read() {
        if (cursor.peek() == '(') {
            parenthesis();
            return "";
        }
        String word = cursor.plainWord();
        cursor.take(word);
        switch (word) {
            case "{" -> {
                scripts.body(false);
                expect("}");
            }
            case "if" -> conditional();
            case "while", "until" -> {
                scripts.body(true);
                loop();
            }
            case "for", "select" -> each(word.equals("for"));
            case "case" -> cases();
            case "[[" -> conditions.read();
            case "function" -> {
                return named();
            }
            default -> throw new UnclearException("a coprocess");
        }
        return "";
    }

    /** Reads a function from the parenthesis behind its name on. */
    String function(String name) {
        cursor.next();
        scripts.blanks();
        scripts.require(cursor.take(")"), "a ( that nothing belongs to");
        return defined(name);
    }

    private String named() {
        scripts.blanks();
        List<WordPiece> name = words.read();
        scripts.require(name.size() == 1 && name.getFirst() instanceof Fixed fixed && !fixed.isQuoted(),
                "a function without a plain name");
        scripts.blanks();
        if (cursor.at("(") && !cursor.at("((")) {
            cursor.next();
            scripts.blanks();
            if (!cursor.take(")")) {
                throw new UnclearException("a function whose body is a subshell without ()");
            }
        }
        return defined(name.getFirst().source());
    }

    private String defined(String name) {
        scripts.require(Chars.isNameStart(name.charAt(0)) && name.chars().allMatch(c -> Chars.isName(c) || c == '-')
                && !RESERVED.contains(name), "a function with the name " + name);
        scripts.newlines();
        scripts.require(isHere() && !cursor.plainWord().equals("function"), "a function without a body");
        scripts.deeper();
        scripts.repeated(this::read);
        scripts.shallower();
        return name;
    }

    private void parenthesis() {
        if (scripts.isBash() && cursor.take("((")) {
            words.arithmetic().read("))");
            return;
        }
        cursor.next();
        scripts.body(false);
        scripts.require(cursor.take(")"), "a ( is not closed");
    }

    private void conditional() {
        scripts.body(false);
        expect("then");
        scripts.body(false);
        while (isWord("elif")) {
            expect("elif");
            scripts.body(false);
            expect("then");
            scripts.body(false);
        }
        if (isWord("else")) {
            expect("else");
            scripts.body(false);
        }
        expect("fi");
    }

    private void loop() {
        expect("do");
        scripts.body(true);
        expect("done");
    }

    private void each(boolean isFor) {
        scripts.blanks();
        if (isFor && scripts.isBash() && cursor.take("((")) {
            words.arithmetic().read(";");
            words.arithmetic().read(";");
            words.arithmetic().read("))");
            scripts.blanks();
            cursor.take(";");
        } else {
            String name = new Word(words.read()).text();
            scripts.require(Chars.isName(name), "for without the name of a variable");
            scripts.newlines();
            if (isWord("in")) {
                expect("in");
                values(name);
            } else {
                scripts.assigned(new Assignment(name, Word.any("$@")));
                cursor.take(";");
            }
        }
        scripts.newlines();
        loop();
    }

    private void values(String name) {
        for (scripts.blanks(); cursor.peek() != '#' && words.isHere(); scripts.blanks()) {
            for (List<WordPiece> value : scripts.isBash() ? Braces.expand(words.read()) : List.of(words.read())) {
                Globs.words(value).forEach(word -> scripts.assigned(new Assignment(name, word)));
            }
        }
        int c = cursor.peek();
        scripts.require(c == ';' || c == '\n' || c == '#', "for without do");
        cursor.take(";");
    }

    private void cases() {
        scripts.blanks();
        scripts.require(cursor.peek() != '#' && !words.read().isEmpty(), "case without a word");
        scripts.newlines();
        expect("in");
        scripts.newlines();
        while (!isWord("esac")) {
            cursor.take("(");
            do {
                scripts.blanks();
                scripts.require(cursor.peek() != '#' && !words.read().isEmpty(), "case without a pattern");
                scripts.blanks();
            } while (cursor.take("|"));
            scripts.require(cursor.take(")"), "a pattern of case without )");
            branch();
            scripts.newlines();
        }
        expect("esac");
    }

    /** Reads the commands of one case, which may be none. */
    private void branch() {
        scripts.branch();
        boolean isEnded = cursor.take(";;&") && scripts.isBash() || cursor.take(";;")
                || (scripts.isBash() && cursor.take(";&"));
        scripts.require(isEnded || isWord("esac"), "a case that is not ended");
    }

    private boolean isWord(String word) {
        return cursor.plainWord().equals(word);
    }

    private void expect(String word) {
        scripts.require(isWord(word), word + " is missing");
        cursor.take(word);
    }
}
