package dev.podd.permission;

import static dev.podd.permission.PermissionAction.ALLOW;
import static dev.podd.permission.PermissionAction.ASK;
import static dev.podd.permission.PermissionAction.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PermissionsTest {
    private static final Path WORK = Path.of("/work");

    private static ToolRule rule(String tool, @Nullable String pattern, PermissionAction action) {
        return new ToolRule(tool, pattern, action);
    }

    private static void file(List<ToolRule> rules, String tool, String path, PermissionAction expected) {
        assertThat(new Permissions(rules, WORK).call(tool, List.of(path), null).decision().action())
                .as(tool + " " + path)
                .isEqualTo(expected);
    }

    private static void command(List<ToolRule> rules, String command, PermissionAction expected) {
        assertThat(new Permissions(rules, WORK).call("shell", List.of(), command).decision().action())
                .as(command.substring(0, Math.min(80, command.length()))).isEqualTo(expected);
    }

    @Test
    void withoutRulesWhatOnlyLooksIsAllowedAndTheRestAsks() {
        for (String tool : List.of("read", "glob", "grep", "list", "todo")) {
            file(List.of(), tool, "/work/a", ALLOW);
        }
        for (String tool : List.of("write", "edit", "fetch", "server.tool")) {
            file(List.of(), tool, "/work/a", ASK);
        }
        command(List.of(), "ls", ASK);
    }

    @Test
    void theLastMatchCountsButAnyDenyWins() {
        file(List.of(rule("*", null, ASK), rule("edit", null, ALLOW)), "edit", "/work/a", ALLOW);
        file(List.of(rule("edit", null, ALLOW), rule("*", null, ASK)), "edit", "/work/a", ASK);
        file(List.of(rule("ed?t", null, DENY), rule("edit", null, ALLOW)), "edit", "/work/a", DENY);
        file(List.of(rule("server.*", null, ALLOW)), "server.tool", "/work/a", ALLOW);
        file(List.of(rule("server.*", null, ALLOW)), "serverXtool", "/work/a", ASK);
    }

    @Test
    void aPatternMeansThePathInAnyForm() {
        for (String pattern : List.of("src/**", "/work/src/**", "**/a.java", "*.java", "a.java", "./src/x/a.java")) {
            file(List.of(rule("edit", pattern, DENY)), "edit", "/work/src/x/a.java", DENY);
        }
        for (String pattern : List.of("src/*", "x/*.java", "b.java", "/src/**")) {
            file(List.of(rule("edit", pattern, DENY)), "edit", "/work/src/x/a.java", ASK);
        }
        file(List.of(rule("read", "../other/**", DENY)), "read", "/other/a", ALLOW);
        file(List.of(rule("read", "/other/**", DENY)), "read", "/other/a", DENY);
    }

    @Test
    void aCallAboutSeveralPathsGetsTheStrictestAnswer() {
        Permissions permissions = new Permissions(List.of(rule("edit", "*.md", ALLOW), rule("edit", "x.md", DENY)),
                WORK);
        assertThat(permissions.call("edit", List.of("/work/a.md", "/work/b.md"), null).decision().action())
                .isEqualTo(ALLOW);
        assertThat(permissions.call("edit", List.of("/work/a.md", "/work/b.txt"), null).decision().action())
                .isEqualTo(ASK);
        assertThat(permissions.call("edit", List.of("/work/a.md", "/work/x.md"), null).decision().action())
                .isEqualTo(DENY);
    }

    @Test
    void anAllowCoversEachPartOfACommandOrNothing() {
        List<ToolRule> git = List.of(rule("shell", "git *", ALLOW));
        command(git, "git status", ALLOW);
        command(git, "git log && git diff", ALLOW);
        for (String escape : List.of("git status; rm -rf .", "git status && curl x", "git log | sh", "git $(rm x)",
                "git `rm x`", "git log > /etc/passwd", "git log\nrm x", "git & rm x", "sgit status",
                "git -c core.pager=rm log", "PATH=. git log")) {
            command(git, escape, ASK);
        }
        command(git, "git", ALLOW);
        command(List.of(rule("shell", "git *", ALLOW), rule("shell", "mvn test *", ALLOW)), "git log && mvn test",
                ALLOW);
        command(List.of(rule("shell", "*", ALLOW)), "make > log; true", ALLOW);
        command(List.of(rule("shell", "make > log", ALLOW)), "make > log", ALLOW);
    }

    @Test
    void aDenyCatchesAnyPartOfACommand() {
        List<ToolRule> noRemoval = List.of(rule("shell", null, ALLOW), rule("shell", "rm *", DENY));
        for (String command : List.of("rm x", "cd a && rm x", "true;rm x", "echo $(rm x)", "echo `rm x`", "(rm x)")) {
            command(noRemoval, command, DENY);
        }
        command(noRemoval, "echo rm x", ALLOW);
    }

    @Test
    void aDenySeesACommandInEachOfItsSpellings() {
        List<ToolRule> noRemoval = List.of(rule("shell", null, ALLOW), rule("shell", "rm *", DENY));
        for (String command : List.of("rm\tx", "rm  x", "/bin/rm x", "../../bin/rm x", "\\rm x", "r\\\nm x", "'rm' x",
                "r\"m\" x", "rm${IFS}x", "rm$IFS'x'", "{ rm x; }", "if true; then rm x; fi", "! rm x",
                "while true; do rm x; done", "A=1 B= rm x", ">log 2>&1 rm x", "&>log rm x", "true 2>&1; rm x",
                "2> log rm x", "sudo -u root rm x",
                "env -i A=1 /bin/rm x", "nohup nice -n 5 rm x", "command rm x", "time rm x", "find . -exec rm {} +",
                "ls | xargs -n1 rm x", "sh -c 'rm x'", "bash -lc \"cd a && rm x\"", "eval 'rm x'",
                "case a in a) rm x;; esac", "f() { rm x; }", "trap 'rm x' EXIT")) {
            command(noRemoval, command, DENY);
        }
        for (String command : List.of("echo rm x", "rmdir x", "grep 'rm x' log", "ls -rm x", "git commit -m 'rm x'")) {
            command(noRemoval, command, ALLOW);
        }
    }

    @Test
    void aLongCommandIsDecidedAboutToo() {
        List<ToolRule> noRemoval = List.of(rule("shell", null, ALLOW), rule("shell", "rm *", DENY));
        command(noRemoval, "echo " + "x".repeat(1_000_000), ALLOW);
        for (String command : List.of("echo '" + "\\\"".repeat(500_000), "echo \"" + "x".repeat(1_000_000),
                "env ".repeat(20_000) + "x", "eval '".repeat(20_000) + "x", "echo " + "x".repeat(2_000_000))) {
            command(noRemoval, command, ASK);
        }
        command(noRemoval, "sudo " + "-E ".repeat(60) + "rm x", ASK);
        command(noRemoval, "echo\n".repeat(100_000) + "rm x", DENY);
    }

    /** Each of its places led to all behind it: a turn hung for ever. */
    @Test
    void aPatternOfManyStarsSaysWhatOneSays() {
        String stars = "*".repeat(100_000);
        command(List.of(rule("*", null, ALLOW), rule("*", stars, DENY)), "a".repeat(200), DENY);
        command(List.of(rule("*", null, ALLOW), rule("*", "b" + stars + "a", DENY)), "a".repeat(200), ALLOW);
        command(List.of(rule("*", null, ALLOW), rule("*", "a" + stars + "b", DENY)), "a".repeat(200) + "b", DENY);
    }

    @Test
    void aPatternSaysNothingOfACallWithoutSubject() {
        Permissions permissions = new Permissions(List.of(rule("todo", "**", DENY), rule("write", "*", ALLOW)), WORK);
        assertThat(permissions.call("todo", List.of(), null).decision().action()).isEqualTo(ALLOW);
        assertThat(permissions.call("write", List.of(), null).decision().action()).isEqualTo(ASK);
    }

    @Test
    void aDenyOfReadingHoldsForSearches() {
        List<ToolRule> rules = List.of(rule("read", "secret/**", DENY), rule("edit", "src/**", DENY),
                rule("grep", "*.log", DENY), rule("grep", null, ALLOW));
        for (String tool : List.of("glob", "grep", "list")) {
            file(rules, tool, "/work/secret", DENY);
            file(rules, tool, "/work/secret/a/b", DENY);
            file(rules, tool, "/work", ALLOW);
            file(rules, tool, "/work/src", ALLOW);
        }
        file(rules, "write", "/work/secret/a", ASK);
        assertThat(new Permissions(rules, WORK).denied("grep").orElseThrow()).accepts(Path.of("/work/secret/a/b"),
                Path.of("/work/x.log")).rejects(Path.of("/work/secret"), Path.of("/work/src/a"));
        assertThat(new Permissions(rules, WORK).denied("list").orElseThrow()).rejects(Path.of("/work/x.log"));
        assertThat(new Permissions(rules, WORK).denied("read")).isEmpty();
        assertThat(new Permissions(List.of(rule("read", null, DENY)), WORK).denied("grep")).isEmpty();
    }
}
