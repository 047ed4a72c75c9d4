package dev.podd.permission;

import static dev.podd.permission.PermissionAction.ALLOW;
import static dev.podd.permission.PermissionAction.ASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GivenRulesTest {
    private static final Path FOLDER = Path.of("/work");
    private static final ToolRule EDITS = new ToolRule("edit", null, ALLOW);
    private static final ToolRule SOURCES = new ToolRule("edit", "src/**", ALLOW);

    private final AtomicInteger ids = new AtomicInteger();

    @TempDir
    Path temp;

    private GivenRules rules() {
        return new GivenRules(file(), Clock.systemUTC(), () -> "r" + ids.incrementAndGet());
    }

    private Path file() {
        return temp.resolve("state/permissions.json");
    }

    @Test
    void aRuleHoldsWhereItWasGivenUntilItIsTakenBack() {
        rules().add(SOURCES, null, FOLDER);
        rules().add(EDITS, "s1", FOLDER);
        rules().add(EDITS, "s1", FOLDER);
        assertThat(rules().all()).extracting(GivenRule::id).containsExactly("r1", "r2");
        assertThat(rules().holdingIn("s1", FOLDER)).containsExactly(SOURCES, EDITS);
        assertThat(rules().holdingIn("s2", FOLDER)).containsExactly(SOURCES);
        assertThat(rules().holdingIn("s2", Path.of("/other"))).isEmpty();
        assertThat(rules().revoke("r1")).isTrue();
        assertThat(rules().revoke("r1")).isFalse();
        rules().forget("s1");
        assertThat(rules().all()).isEmpty();
    }

    @Test
    void rulesOfManyProcessesAtOnceAreAllKept() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                int number = thread;
                GivenRules own = rules();
                writers.add(threads.submit(() -> {
                    for (int rule = 0; rule < 10; rule++) {
                        own.add(new ToolRule("shell", "make " + number + " " + rule, ALLOW), null, FOLDER);
                    }
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(rules().all()).hasSize(80);
    }

    @Test
    void aDamagedFileAllowsNothingAndIsNotOverwritten() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"rules\": [{\"rule\": \"r1\", \"tool\": \"*\"}]}");
        assertThat(rules().holdingIn("s1", FOLDER)).isEmpty();
        assertThatThrownBy(() -> rules().add(EDITS, null, FOLDER)).isInstanceOf(RulesNotKept.class)
                .hasMessage("the permissions in " + file() + " cannot be read or kept: it does not hold what Podd wrote"
                        + " there (a rule has no action); mend or delete it");
        assertThat(file()).hasContent("{\"rules\": [{\"rule\": \"r1\", \"tool\": \"*\"}]}");
    }

    @Test
    void aToolThatIsNoGlobIsDamageOfTheFile() throws IOException {
        rules().add(EDITS, null, FOLDER);
        Files.writeString(file(), Files.readString(file()).replace("\"edit\"", "\"edit{a\""));
        assertThat(rules().holdingIn("s1", FOLDER)).isEmpty();
        assertThatThrownBy(() -> rules().all()).isInstanceOf(RulesNotKept.class)
                .hasMessageContaining("\"edit{a\"").hasMessageContaining("mend or delete it");
    }

    @Test
    void aGivenRuleAnswersTheQuestionThatItWasGivenFor() {
        ToolRule asksOfSecrets = new ToolRule("edit", "secret/**", ASK);
        Permissions permissions = new Permissions(List.of(asksOfSecrets), FOLDER);
        assertThat(isAllowed(permissions, EDITS, "/work/src/a.txt")).isTrue();
        assertThat(isAllowed(permissions, EDITS, "/work/secret/a.txt")).as("asked by a rule of its own").isFalse();
        assertThat(isAllowed(permissions, new ToolRule("edit", "secret/**", ALLOW), "/work/secret/a.txt")).isTrue();
        assertThat(isAllowed(permissions, SOURCES, "/work/src/a.txt")).isTrue();
        assertThat(isAllowed(permissions, SOURCES, "/work/a.txt")).isFalse();
        assertThat(isAllowed(permissions, SOURCES, "/work/src/a.txt", "/work/a.txt")).isFalse();
        assertThat(isAllowed(permissions, new ToolRule("write", null, ALLOW), "/work/src/a.txt")).isFalse();
    }

    private static boolean isAllowed(Permissions permissions, ToolRule given, String... paths) {
        return permissions.call("edit", List.of(paths), null).isAllowed(List.of(given));
    }

    @Test
    void whatIsRememberedIsNoMoreThanWhatAPersonSees() {
        Permissions permissions = new Permissions(List.of(new ToolRule("edit", "docs/**", ASK)), FOLDER);
        assertThat(remembering(permissions, "/work/src/main/a.txt")).isEqualTo(
                new Remembering(EDITS, new ToolRule("edit", "src/main/**", ALLOW)));
        assertThat(remembering(permissions, "/work/docs/a.txt")).isEqualTo(
                new Remembering(new ToolRule("edit", "docs/**", ALLOW), new ToolRule("edit", "docs/**", ALLOW)));
        for (String file : List.of("/work/a.txt", "/elsewhere/a.txt", "/work/odd*name/a.txt")) {
            assertThat(remembering(permissions, file)).as(file).isEqualTo(new Remembering(EDITS, null));
        }
        assertThat(remembering(permissions, "/work/src/a.txt", "/work/test/a.txt").always()).isNull();
        assertThat(remembering(permissions)).isEqualTo(new Remembering(EDITS, EDITS));
    }

    private static Remembering remembering(Permissions permissions, String... paths) {
        return permissions.call("edit", List.of(paths), null).remembering();
    }
}
