package dev.podd.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.shell.ShellCommand.Nature;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is found in a text: words joined by blanks, what is not fixed between angle brackets, then files. */
final class CommandLineTest {
    private static void check(String text, String... expected) {
        CommandLine line = CommandLine.read(text);
        assertThat(line.problem()).as(text).isNull();
        assertThat(line.all().filter(each -> each.nature() != Nature.INERT || !each.redirections().isEmpty())
                .filter(each -> each.hides() || each.nature() != Nature.TRANSPARENT && each.nature() != Nature.SHELL)
                .map(CommandLineTest::shown).distinct().toList()).as(text).containsExactly(expected);
    }

    private static String shown(ShellCommand command) {
        return Stream.of(command.assignments().stream().map(each -> each.name() + "=" + shown(each.value())),
                command.words().stream().map(CommandLineTest::shown),
                command.redirections().stream().map(each -> each.kind() + ":" + shown(each.target())),
                Stream.of("hides").filter(any -> command.hides())).flatMap(each -> each)
                .collect(Collectors.joining(" "));
    }

    private static String shown(Word word) {
        return word.isFixed() ? word.text() : "<" + word.text() + ">";
    }

    private static void unclear(String... texts) {
        for (String text : texts) {
            assertThat(CommandLine.read(text).isUnderstood()).as(text).isFalse();
        }
    }

    @Test
    void everyCommandOfAListAPipeAndAGroupCounts() {
        check("git status", "git status");
        check("a && b || c; d & e | f |& g", "a", "b", "c", "d", "e", "f", "g");
        check("(a; b); { c; d; }; ! e", "a", "b", "c", "d", "e");
        check("a\nb # c; d\n# e\nf;#g", "a", "b", "f");
        check("if a; then b; elif c; then d; else e; fi > log", "a", "b", "c", "d", "e", "WRITE:log");
        check("while a; do b; done; until c; do d; done", "a", "b", "c", "d");
        check("case $(a) in (b|c) d;; *) e; esac", "a", "d", "e");
        check("f() { a; }; f; g() (b) 2> log", "a", "b", "WRITE:log");
        check("");
    }

    @Test
    void aFunctionThatIsNotCertainlyDefinedIsAProgram() {
        check("(f() { a; }); f", "a", "f");
        check("true && f() { a; }; f", "a", "f");
        check("f; f() { a; }", "f", "a");
        check("f() { a; }; nice f", "a", "f");
    }

    @Test
    void substitutionsCountWhereverTheyStand() {
        check("echo $(a) `b` \"$(c)\" \"`d`\" ${x:-$(e)} $(f $(g))", "a", "b", "c", "d", "e", "g", "f <$(g)>");
        check("x=$(a) y=${z:-`b`} c", "a", "b", "x=<$(a)> y=<${z:-`b`}> c");
        check("cat <<END\n$(a) `b` \\$(c) 'd'\nEND\ne", "cat", "a", "b", "e");
        check("cat <<'END'\n$(a)\nEND\ne", "cat", "e");
        check("diff <(a) <(b) > >(c)", "a", "b", "c", "diff <<(a)> <<(b)> WRITE:<>(c)>");
        check("echo '$(a)' \\$\\(b\\) \"\\$(c)\" \\`d\\`");
        check("for x in $(a) `b`; do c; done", "a", "b", "c");
        check("a ${x/$(b)/c} $((1 + ${#y}))", "b", "a <${x/$(b)/c}> <$((1 + ${#y}))>");
    }

    @Test
    void wordsAreWhatTheShellMakesOfThem() {
        check("'r'\"m\" -r\\f a\\ b $'c\\td'", "rm -rf a b c\td", "rm -rf a b $c\\td");
        check("r\\\nm x", "rm x");
        check("rm $x *.java ~/a [ab]c '*'", "rm <$x> <*.java> <~/a> <[ab]c> *");
        check("rm{,dir} a{b,c{1..2}}", "rm rmdir ab ac1 ac2", "rm{,dir} a{b,c{1..2}}");
        check("a \"\" ''", "a  ");
    }

    @Test
    void redirectionsAreFiles() {
        check("a > b 2>> c < d <> e >| f 2>&1 >&- 3<&0", "a WRITE:b WRITE:c READ:d WRITE:e WRITE:f");
        check("a >&b", "a WRITE:b");
        check("> a", "WRITE:a");
        check("a > $b >> c$d", "a WRITE:<$b> WRITE:<c$d>");
        check("{ a; } > b", "a", "WRITE:b");
    }

    @Test
    void whatRunsOthersIsLookedThrough() {
        check("nice -n 5 timeout -k 1 5m env -u X A=1 nohup mvn test", "X= A=1 mvn test");
        check("command -p a; exec -a b c; time -p d", "a", "c", "d");
        check("a | xargs -0 -n1 b c", "a", "b c <…>");
        check("a | xargs -I{} b {} -x{}", "a", "b <{}> <-x{}>");
        check("find . -name '*.o' -exec a {} + -delete", "find . -name *.o -exec a {} + -delete", "a <{}>", "rm <{}>");
        check("sh -c 'a; b'; bash -euo pipefail -c \"c | d\"; eval 'e && f' g", "a", "b", "c", "d", "e", "f g");
        check("sh <<E\na\nE\nbash <<< 'b; c'; echo 'd e' | sh", "a", "b", "c", "d e");
        check("xargs sh -c 'a \"$@\"' _", "a <$@>");
        check("trap 'a' EXIT", "a");
    }

    @Test
    void whatIsNotShownIsSaid() {
        check("$x a", "<$x> a hides");
        check("a | sh", "a", "sh hides");
        check("sh -c \"$x\"; eval $y", "sh -c <$x> hides", "eval <$y> hides");
        check("nice --new-option a", "nice --new-option a hides");
    }

    @Test
    void whatMayMakeAProgramAnotherStaysWithIt() {
        check("PATH=/x git log; git diff", "PATH=/x git log", "git diff");
        check("export PATH=/x; git log", "PATH=/x git log");
        check("LD_PRELOAD=./x; a | (b)", "LD_PRELOAD=./x a", "LD_PRELOAD=./x b");
        check("for PATH in /x; do a; done", "PATH=/x a");
        check("x=1; a $x", "a <$x>");
    }

    @Test
    void aTextThatNoShellTakesIsNotUnderstood() {
        unclear("echo \"a", "echo 'a", "echo `a", "echo $(a", "echo ${a", "(a", "{ a;", "a )", "}", "a ;; b", "; a",
                "a && ",
                "| a", "a | ; b", "if a; then b", "for x in a; b", "while a; done", "case x in a) b", "()", "a > ",
                "a <<E",
                "a <<E\nb", "f() ", "]] a", "a[ b", "a[1 b]=c", "a &&& b", "[[ a b c ]]", "[[ ]]", "fi", "then a",
                "a & ; b");
    }

    @Test
    void whatShellsReadDifferentlyIsNotUnderstood() {
        unclear("echo ${!x}", "echo ${x@P}", "echo $((x[$(a)]))", "x='a[$(b)]'; echo $((x))", "read x; echo $((x))",
                "[[ $(a) -eq 1 ]]", "coproc a", "echo \"${x:-'}'}\"", "echo $[1+1]", "alias a=b",
                "echo \"`echo \"a\"`\"",
                "cat <<A\\\nA\nb\nA", "cat <<AB\nA\\\nB\nAB");
    }

    @Test
    void itIsBounded() {
        unclear("echo ".repeat(300_000));
        for (String text : List.of("(", "$(", "{ ", "sh -c '", "`", "\"$(", "${x:-", "if ", "eval ", "sudo ", "xargs ",
                "! ",
                "a=(", "((", "<(", "[[ ( ", "case x in (a) ", "f() { ", "sh <<A\n", "while ", "\\\n", "{a,", "<<A ",
                "> ")) {
            assertThat(CommandLine.read(text.repeat(20_000)).all().count()).as(text).isLessThan(1_000_000);
        }
        check("echo x;".repeat(50_000) + "rm x", "rm x");
    }

    @Test
    void foldersAreFollowed() {
        assertThat(CommandLine.read("cd a && b").folders()).containsExactly("", "a");
        assertThat(CommandLine.read("cd a; cd ../b").folders()).containsExactly("", "a", "../b", "b");
        assertThat(CommandLine.read("cd $x && b").folders()).isEmpty();
        assertThat(CommandLine.read("while a; do cd b; done").folders()).isEmpty();
    }
}
