package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TomlReaderTest {
    /** Each key and value as {@code path @place = what stands there in the text}. */
    private static void check(String text, String... expected) {
        Problems problems = new Problems();
        List<String> found = new ArrayList<>();
        list(TomlReader.read("t", text, problems), "", text, found);
        assertThat(problems.inOrder()).isEmpty();
        assertThat(found).containsExactly(expected);
    }

    private static void list(Node node, String path, String text, List<String> found) {
        switch (node) {
            case Node.Table table -> table.members().forEach((key, member) -> {
                found.add(path + key + " at " + cut(member.key(), text) + " is " + cut(member.value().origin(), text));
                list(member.value(), path + key + ".", text, found);
            });
            case Node.Items items -> {
                for (Node item : items.items()) {
                    found.add(path + "[] is " + cut(item.origin(), text));
                    list(item, path + "[].", text, found);
                }
            }
            case Node.Scalar _ -> {}
        }
    }

    private static String cut(Node.Origin origin, String text) {
        SourceText lines = new SourceText(text);
        Place place = origin.place();
        return place.line() + ":" + place.column() + " " + text.substring(
                lines.start(place.line()) + place.column() - 1, lines.start(place.endLine()) + place.endColumn() - 1)
                .replace("\n", "⏎");
    }

    @Test
    void keysAndValuesKnowWhereTheyStand() {
        check("a = 1 # one\n\"b c\"='x'\nd.e  =  [ 1,\n  'y' ] # end\n", "a at 1:1 a is 1:5 1",
                "b c at 2:1 \"b c\" is 2:7 'x'", "d at 3:1 d.e is 3:9 [ 1,⏎  'y' ]",
                "d.e at 3:1 d.e is 3:9 [ 1,⏎  'y' ]", "d.e.[] is 3:11 1", "d.e.[] is 4:3 'y'");
    }

    @Test
    void tablesStandWhereTheirHeaderDoes() {
        check("[a]\nb = true\n[[c.d]]\ne = 1.5\n[[c.d]]\nf = {g = -0.5}\n", "a at 1:1 [a] is 1:1 [a]",
                "a.b at 2:1 b is 2:5 true", "c at 3:1 [[c.d]] is 3:1 [[c.d]]", "c.d at 3:1 [[c.d]] is 3:1 [[c.d]]",
                "c.d.[] is 3:1 [[c.d]]", "c.d.[].e at 4:1 e is 4:5 1.5", "c.d.[] is 5:1 [[c.d]]",
                "c.d.[].f at 6:1 f is 6:5 {g = -0.5}", "c.d.[].f.g at 6:6 g is 6:10 -0.5");
    }

    @Test
    void columnsCountUtf16UnitsAndLinesMayEndWithTwoCharacters() {
        check("a = '😀' # 😀\r\nb = { \"😀\" = 1, c = \"x\\\"#\" }\r\n", "a at 1:1 a is 1:5 '😀'",
                "b at 2:1 b is 2:5 { \"😀\" = 1, c = \"x\\\"#\" }", "b.😀 at 2:7 \"😀\" is 2:14 1",
                "b.c at 2:17 c is 2:21 \"x\\\"#\"");
    }

    @Test
    void stringsOverSeveralLinesEndBehindTheirQuotes() {
        check("a = '''\nx''y'''''\nb = \"\"\"\\\n  z\\\"\"\"\"\n", "a at 1:1 a is 1:5 '''⏎x''y'''''",
                "b at 3:1 b is 3:5 \"\"\"\\⏎  z\\\"\"\"\"");
    }

    @Test
    void whatFollowsAnUnreadableLineIsReadAllTheSame() {
        Problems problems = new Problems();
        Node.Table table = TomlReader.read("t", "é = 1\na = 1\n[b\nc = = 2\n[d]\ne = 'x\nf = 2\na.b = 3\n", problems);
        assertThat(problems.inOrder()).extracting(ManifestProblem::line).containsExactly(1, 3, 4, 6);
        assertThat(table.at("a")).isPresent();
        assertThat(table.plain(Long.class, "d", "f")).contains(2L);
        assertThat(table.at("d", "e")).isEmpty();
    }

    @Test
    void aKeyThatIsGivenTwiceIsAProblem() {
        Problems problems = new Problems();
        TomlReader.read("t", "[a]\nb = 1\nb = 2\n", problems);
        assertThat(problems.inOrder()).extracting(ManifestProblem::toString)
                .containsExactly("t:3:1: error: b previously defined at line 2, column 1");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        check("\uFEFFa = 1", "a at 1:2 a is 1:6 1");
    }

    @Test
    void noTextMakesItFall() {
        Random random = new Random(7);
        String text = ManifestFiles.shipped("ask") + ManifestFiles.shipped("default") + "[x]\na = [1, {b = 'c'}]\n";
        String noise = "[]{}=\"'#\\\n\r\t ${@.é😀\0";
        for (int round = 0; round < 400; round++) {
            StringBuilder broken = new StringBuilder(text);
            for (int i = 0; i <= random.nextInt(6); i++) {
                int at = random.nextInt(broken.length());
                broken.replace(at, Math.min(broken.length(), at + random.nextInt(3)),
                        String.valueOf(noise.charAt(random.nextInt(noise.length()))));
            }
            List<ManifestProblem> problems = ManifestCheck.check(broken.toString(), null);
            assertThat(problems).as(broken.toString()).allMatch(problem -> problem.line() >= 1 && problem.column() >= 1
                    && (problem.endLine() > problem.line() || problem.endColumn() >= problem.column()));
        }
    }
}
