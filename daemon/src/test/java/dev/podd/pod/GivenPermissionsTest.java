package dev.podd.pod;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.allow;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Option;
import dev.podd.approval.Question;
import dev.podd.permission.GivenRule;
import dev.podd.permission.PermissionAction;
import dev.podd.permission.ToolRule;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person allows for longer than once, through whole Pods. */
final class GivenPermissionsTest {
    @TempDir
    Path temp;

    private PodsBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String write(String file) {
        return "{\"path\":\"" + file + "\",\"content\":\"new\\n\"}";
    }

    private void writes(Pods pods, String file) throws InterruptedException {
        bench.model.forget().then(calls("c-" + file, "write", write(file))).then(says("done"));
        bench.open(pods, bench.request()).run(text("go"));
    }

    @Test
    void whatIsAllowedForGoodHoldsInLaterSessionsUntilItIsTakenBack() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_ALWAYS));
        writes(bench.pods(), "src/a.txt");
        assertThat(bench.questions).singleElement().satisfies(question -> assertThat(question.options())
                .extracting(Option::label).containsExactly("Allow once", "Allow every write for this session",
                        "Always allow write \"src/**\" in this folder", "Reject"));
        Pods later = bench.pods();
        writes(later, "src/b.txt");
        assertThat(bench.questions).hasSize(1);
        writes(later, "c.txt");
        assertThat(bench.questions).as("outside of what was allowed").hasSize(2);

        GivenRule rule = later.givenRules().all().getFirst();
        assertThat(rule.rule()).isEqualTo(new ToolRule("write", "src/**", PermissionAction.ALLOW));
        assertThat(rule.folder()).isEqualTo(bench.folder);
        later.givenRules().revoke(rule.id());
        writes(later, "src/d.txt");
        assertThat(bench.questions).extracting(Question::call).containsExactly("c-src/a.txt", "c-c.txt", "c-src/d.txt");
    }

    @Test
    void whatIsAllowedForASessionGoesWithIt() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_SESSION));
        Pods pods = bench.pods();
        bench.model.then(calls("c1", "write", write("a.txt"))).then(calls("c2", "write", write("b.txt")))
                .then(says("done"));
        Pod pod = bench.open(pods, bench.request());
        pod.run(text("go"));
        assertThat(bench.questions).hasSize(1);
        assertThat(pods.givenRules().all()).extracting(GivenRule::session).containsExactly(pod.snapshot().session());
        writes(pods, "c.txt");
        assertThat(bench.questions).as("another session").hasSize(2);
        pod.close();
        pods.delete(pod.snapshot().session());
        assertThat(pods.givenRules().all()).isEmpty();
    }
}
