package dev.podd.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Commands of a table, each with the answer that a careful person expects of the rules in the table. */
final class CommandTableTest {
    private static final Path FOLDER = Path.of("/work/project");

    private record Row(PermissionAction expected, String command) {}

    private record Table(List<ToolRule> rules, List<Row> rows) {
        static Table of(String name) throws IOException {
            List<ToolRule> rules = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            PermissionAction expected = PermissionAction.ASK;
            for (String line : text(name).lines().toList()) {
                if (line.startsWith("rule ")) {
                    String[] words = line.split("\\s+", 4);
                    rules.add(new ToolRule(words[2], words[3],
                            PermissionAction.valueOf(words[1].toUpperCase(Locale.ROOT))));
                } else if (line.startsWith("== ")) {
                    expected = PermissionAction.valueOf(line.substring(3));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(new Row(expected, line.replace('⏎', '\n')));
                }
            }
            return new Table(rules, rows);
        }

        private static String text(String name) throws IOException {
            return new String(CommandTableTest.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
        }

        void check() {
            Permissions permissions = new Permissions(rules, FOLDER);
            assertThat(rows.stream()
                    .map(row -> permissions.call("shell", List.of(), row.command()).decision().action() + "  "
                            + row.command()))
                    .containsExactlyElementsOf(rows.stream().map(
                            row -> row.expected() + "  "
                                    + row.command())
                            .toList());
        }
    }

    @Test
    void commandsGetTheAnswerThatACarefulPersonExpects() throws IOException {
        Table table = Table.of("commands.txt");
        assertThat(table.rows()).hasSizeGreaterThanOrEqualTo(300);
        table.check();
    }

    @Test
    void noCommandIsSmuggledPastARule() throws IOException {
        Table table = Table.of("smuggled.txt");
        assertThat(table.rows()).hasSizeGreaterThanOrEqualTo(100);
        table.check();
    }
}
