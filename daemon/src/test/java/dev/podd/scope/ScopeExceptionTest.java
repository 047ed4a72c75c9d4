package dev.podd.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podd.scope.ScopeException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScopeExceptionTest {
    @TempDir
    private Path root;

    private static void check(List<ScopeRule> allow, Path base, Reason reason, @Nullable String path,
            String message) {
        ScopeException refused = catchThrowableOfType(ScopeException.class, () -> Scope.of(allow, List.of(), base));
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.path()).isEqualTo(path);
        assertThat(refused).hasMessage(message);
    }

    @Test
    void eachRefusalSaysWhatIsWrongAndWhere() throws IOException {
        Files.createSymbolicLink(root.resolve("nowhere"), root.resolve("missing"));
        check(List.of(), root, Reason.EMPTY_ALLOW, null, "a scope needs at least one allow rule");
        check(List.of(ScopeRule.below(".", Permission.READ)), Path.of("work"), Reason.BASE_NOT_ABSOLUTE, "work",
                "the base of a scope must be absolute, not work");
        check(List.of(ScopeRule.below("new/../x", Permission.READ)), root, Reason.UNRESOLVABLE_TARGET, "new/../x",
                "the scope's target new/../x cannot be resolved");
        check(List.of(ScopeRule.below("nowhere", Permission.READ)), root, Reason.UNRESOLVABLE_TARGET, "nowhere",
                "the scope's target nowhere cannot be resolved");
        check(List.of(ScopeRule.below("a\0b", Permission.READ)), root, Reason.UNRESOLVABLE_TARGET, "a\0b",
                "the scope's target a\0b cannot be resolved");
        check(List.of(ScopeRule.named("[", Permission.READ)), root, Reason.INVALID_NAME, "[",
                "the scope's name [ is no glob: \"[\": a [ is not closed");
    }

    @Test
    void aTargetNeedNotExistYet() {
        Scope scope = Scope.of(List.of(ScopeRule.below("later/on", Permission.WRITE)), List.of(), root);
        assertThat(scope.allows(root.resolve("later/on/x"), Permission.WRITE)).isTrue();
        assertThat(scope.allows(root.resolve("later"), Permission.READ)).isFalse();
    }
}
