package dev.podd.pod;

import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Pod that a second window has joined, whose person it does not have yet. */
final class JoinedPodTest {
    @TempDir
    private Path temp;
    private PodsBench bench;
    private Pods pods;
    private OpenRequest request;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        bench = new PodsBench(temp);
        pods = bench.pods();
        bench.model.then(says("Hello"));
        Pod pod = bench.open(pods, bench.request());
        pod.run(text("Hi"));
        pod.close();
        request = new OpenRequest(bench.folder, null, null, pod.session(), true, bench.client());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void staysWhereTheFirstGivesItUp() {
        Pod pod = pods.openOrJoin(request).pod();
        assertThat(pods.openOrJoin(request)).isEqualTo(new Opened(pod, false));
        pods.closeUnwatched(pod, Duration.ZERO);
        assertThat(pods.all()).containsExactly(pod);
        Window second = Window.of(bench.person());
        pod.attach(second);
        pod.detach(second);
        pods.closeUnwatched(pod, Duration.ZERO);
        assertThat(pods.all()).isEmpty();
    }

    @Test
    void isNotDeleted() {
        Pod pod = pods.openOrJoin(request).pod();
        pods.openOrJoin(request);
        assertThatThrownBy(() -> pods.delete(pod.session())).isInstanceOf(PodException.PodBusy.class);
    }

    @Test
    void isClosedWhereNobodyElseJoinedIt() {
        Pod pod = pods.openOrJoin(request).pod();
        pods.closeUnwatched(pod, Duration.ZERO);
        assertThat(pods.all()).isEmpty();
    }
}
