package dev.podd.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SafeShapeTest {
    private static void check(String text, String... expected) {
        CommandLine line = CommandLine.read(text);
        List<String> shapes = SafeShape.of(line);
        assertThat(shapes).as(text).containsExactly(expected);
        line.commands().stream().filter(each -> each.nature() == ShellCommand.Nature.PROGRAM && !shapes.isEmpty())
                .forEach(each -> assertThat(shapes.stream().map(CommandPattern::of)
                        .anyMatch(pattern -> pattern.covers(each, line.folders()))).as(text).isTrue());
    }

    @Test
    void whatOnlyLooksIsRememberedWithAnyArguments() {
        check("ls -la src", "ls *");
        check("grep -rn 'a b' . | head -5", "grep *", "head *");
        check("/bin/ls x", "/bin/ls *");
        check("find . -name '*.java' | xargs wc -l", "find *", "wc *");
    }

    @Test
    void aBuildIsRememberedUpToTheWordThatSaysWhatItDoes() {
        check("mvn test", "mvn test *");
        check("mvn -q test -Dtest=A", "mvn -q test *");
        check("./gradlew test --info", "./gradlew test *");
        check("git status && git diff HEAD", "git status *", "git diff *");
        check("npm run lint -- --fix", "npm run lint *");
        check("cd daemon && mvn test 2>&1 | tail -5", "mvn test *", "tail *");
        check("gh pr view 12", "gh pr view *");
        check("uv run pytest -x", "uv run pytest *");
        check("CI=1 timeout 60 cargo test", "cargo test *");
        check("bash -c 'go test ./...'", "go test *");
        check("if make test; then git log; fi", "make test *", "git log *");
    }

    @Test
    void anUnknownProgramIsRememberedWordForWord() {
        check("frobnicate --all 'a b'", "frobnicate --all 'a b'");
        check("./scripts/check.sh --fast", "./scripts/check.sh --fast");
        check("git checkout main", "git checkout main");
        check("mvn spotless:apply", "mvn spotless:apply");
        check("python3 --version", "python3 --version");
        check("frobnicate $x");
    }

    @Test
    void whatIsNotSafeInAnyShapeIsNotRemembered() {
        for (String text : List.of("rm x", "/bin/rm x", "curl http://x", "wget x", "sudo ls", "git push",
                "git push origin main",
                "git -C x push", "git reset --hard", "git clean -fd", "git config a b", "ssh host ls", "dd if=a of=b",
                "chmod +x a", "chown a b", "python x.py", "python3.12 -c x", "node x.js", "perl -e x", "ruby x",
                "java -jar x",
                "bash x.sh", "sh -c \"$x\"", "eval \"$x\"", "source x", "npm publish", "npm run deploy",
                "npm run release:all",
                "npm install x", "yarn publish", "cargo publish", "mvn deploy", "mvn package deploy", "mvn exec:java",
                "gradle publish", "twine upload x", "gem push x", "docker run x", "docker push x", "kubectl apply -f x",
                "kubectl delete pod x", "terraform apply", "gh api x", "gh release create x", "aws s3 ls", "psql -c x",
                "awk '{print}' x", "sed -i s/a/b/ x", "tee x", "mv a b", "cp a b", "kill 1", "xargs rm",
                "find . -delete",
                "find . -exec rm {} +", "git -c core.pager=x log", "git log --output=x", "PATH=x ls", "ls > x",
                "ls; rm x",
                "ls | sh", "$x", "ls $(rm x)", "echo \"a", "apt install x", "pip install x", "npx x",
                "systemctl restart x",
                "go run .", "cargo install x", "env", "git rebase --exec x main", "cd sub && ./gradlew test")) {
            check(text);
        }
    }
}
