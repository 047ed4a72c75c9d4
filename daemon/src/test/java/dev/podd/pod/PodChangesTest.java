package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.change.Author;
import dev.podd.change.ChangeNotes;
import dev.podd.change.PlannedChange;
import dev.podd.thread.PlatformWork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PodChangesTest {
    /** As where a file lies on a mount that does not answer. */
    private static final ChangeNotes HANGING = new ChangeNotes() {
        @Override
        public PlannedChange plan(Author author, Path file, byte @Nullable [] before, byte @Nullable [] after) {
            return PlannedChange.NONE;
        }

        @Override
        public Optional<Told> news(String session, Function<Path, String> name) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
    };

    private final List<String> warnings = new ArrayList<>();

    private PodChanges changes(Duration limit) {
        return new PodChanges(HANGING, () -> new Author("s1", "p1", 1, null), Path.of("/work"),
                new PlatformWork(limit, 1, 8), Background.NONE, warnings::add);
    }

    @Test
    void aCancelWhileChangesAreLookedAtIsACancel() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> changes(Duration.ofMinutes(1)).news()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void whereAFileDoesNotAnswerTheTurnGoesOnBesideAJobAndThePersonIsTold() throws InterruptedException {
        Background hanging = new Background() {
            @Override
            public boolean isRunning() {
                return true;
            }

            @Override
            public void settle() throws InterruptedException {
                new PlatformWork(Duration.ofMillis(20), 1, 1).call("looking at files", "/work", () -> {
                    new CountDownLatch(1).await();
                    return "never";
                });
            }

            @Override
            public void end() {}
        };
        new PodChanges(HANGING, () -> new Author("s1", "p1", 1, null), Path.of("/work"),
                new PlatformWork(Duration.ofMinutes(1), 1, 8), hanging, warnings::add).settle();
        assertThat(warnings).singleElement().asString().contains("not recorded yet", "looking at files of /work");
    }

    @Test
    void whereAFileDoesNotAnswerTheTurnGoesOnWithoutNews() throws InterruptedException {
        assertThat(changes(Duration.ofMillis(20)).news()).isEmpty();
    }
}
