package dev.podd.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScopeTest {
    @TempDir
    private Path temp;
    private Path root;

    @BeforeEach
    void layOutATree() throws IOException {
        root = Files.createDirectory(temp.toRealPath().resolve("work"));
        Files.createDirectories(root.resolve("src/deep"));
        Files.writeString(root.resolve("src/a.txt"), "a");
    }

    private static ScopeRule rule(String target, Permission permission, boolean recursive) {
        return new ScopeRule(target, permission, recursive, null);
    }

    private void check(Scope scope, String path, String expected) {
        assertThat(scope.permission(root.resolve(path)).map(Enum::name).orElse("NONE")).as(path).isEqualTo(expected);
    }

    @Test
    void theHighestAllowCountsWhateverTheOrder() {
        List<ScopeRule> rules = List.of(rule("src", Permission.WRITE, true), rule(".", Permission.READ, true));
        for (List<ScopeRule> order : List.of(rules, rules.reversed())) {
            Scope scope = Scope.of(order, List.of(), root);
            check(scope, "src/a.txt", "WRITE");
            check(scope, "other.txt", "READ");
            check(scope, "..", "NONE");
        }
    }

    @Test
    void aDenyCapsBelowItselfAndCannotBeAllowedAgain() {
        Scope scope = Scope.of(List.of(rule(".", Permission.WRITE, true), rule("src/deep", Permission.WRITE, true)),
                List.of(rule("src", Permission.WRITE, true), rule("secret", Permission.READ, true)), root);
        check(scope, "src/deep/x", "READ");
        check(scope, "secret/key", "NONE");
        check(scope, "free", "WRITE");
    }

    @Test
    void withoutRecursionARuleReachesTheTargetAndItsDirectChildren() {
        Scope scope = Scope.of(List.of(rule("src", Permission.READ, false)), List.of(), root);
        check(scope, "src", "READ");
        check(scope, "src/a.txt", "READ");
        check(scope, "src/deep/x", "NONE");
    }

    @Test
    void aLinkGivesNoAuthority() throws IOException {
        Path outside = Files.createDirectory(temp.toRealPath().resolve("outside"));
        Files.writeString(outside.resolve("secret"), "s");
        Files.createSymbolicLink(root.resolve("way-out"), outside);
        Files.createSymbolicLink(root.resolve("nowhere"), outside.resolve("missing"));
        Scope scope = Scope.writable(root);
        check(scope, "way-out/secret", "NONE");
        check(scope, "way-out/new-file", "NONE");
        check(scope, "nowhere", "NONE");
    }

    @Test
    void aMissingPathIsJudgedByItsNearestAncestor() {
        Scope scope = Scope.writable(root);
        check(scope, "new/deep/file.txt", "WRITE");
        check(scope, "new/../../escape", "NONE");
        assertThat(scope.permission(Path.of("relative"))).isEmpty();
    }

    @Test
    void filesThatHoldKeysAreDeniedByName() {
        Scope scope = Scope.of(List.of(rule(".", Permission.WRITE, true)), DefaultDenies.rules(), root);
        for (String secret : List.of(".env", ".env.local", "src/server.pem", "id_rsa", "id_ed25519.pub",
                ".git/config")) {
            check(scope, secret, "NONE");
        }
        check(scope, "src/environment.txt", "WRITE");
        check(scope, "config", "WRITE");
    }

    @Test
    void rulesThatMakeNoScopeAreRefused() {
        assertThatThrownBy(() -> Scope.of(List.of(), List.of(), root)).isInstanceOf(ScopeException.class)
                .hasMessageContaining("at least one allow rule");
        assertThatThrownBy(() -> Scope.of(List.of(rule(".", Permission.READ, true)), List.of(), Path.of("work")))
                .isInstanceOf(ScopeException.class).hasMessageContaining("must be absolute, not work");
    }

    @Test
    void theSummaryNamesWhatIsAllowedAndWhatIsDenied() {
        Scope scope = Scope.of(List.of(rule(".", Permission.READ, true), rule("src", Permission.WRITE, true)),
                List.of(rule("secret", Permission.READ, true), ScopeRule.named("*.pem", Permission.READ),
                        rule("src/deep", Permission.WRITE, false)),
                root);
        assertThat(scope.summary()).isEqualTo("""
                Readable:
                  - /work
                  - /work/src
                Writable:
                  - /work/src
                Not to be read or written: /work/secret, *.pem
                Not to be written: /work/src/deep (without what lies below its folders)""".replace("/work",
                root.toString()));
    }

    @Test
    void aTargetThatADenyCoversIsNotListed() {
        Scope scope = Scope.writable(root);
        assertThat(scope.with(List.of(), List.of(rule(".", Permission.WRITE, true)))).satisfies(narrow -> {
            assertThat(narrow.writable()).isEmpty();
            assertThat(narrow.readable()).containsExactly(root);
        });
        assertThat(scope.with(List.of(), List.of(rule(".", Permission.READ, true))).readable()).isEmpty();
    }

    @Test
    void aPathMayHaveThousandsOfParts() {
        check(Scope.writable(root), "a/".repeat(3000) + "b", "WRITE");
        check(Scope.writable(root), "a/".repeat(3000) + "../b", "NONE");
    }

    @Test
    void itMayBeWidenedAndNarrowedLater() {
        Scope scope = Scope.of(List.of(rule("src", Permission.READ, true)), List.of(), root);
        Scope wide = scope.with(List.of(rule(".", Permission.WRITE, true)), List.of());
        check(wide, "new", "WRITE");
        check(wide.with(List.of(), List.of(rule("new", Permission.WRITE, true))), "new", "READ");
        check(scope, "new", "NONE");
    }

    @Test
    void orderNeverMattersAndADenyNeverWidens() {
        Random random = new Random(20260101);
        String[] places = {".", "src", "src/deep", "src/a.txt", "other"};
        for (int round = 0; round < 300; round++) {
            List<ScopeRule> allow = rules(random, places, 1 + random.nextInt(4));
            List<ScopeRule> deny = rules(random, places, random.nextInt(4));
            Scope scope = Scope.of(allow, deny, root);
            Scope reversed = Scope.of(allow.reversed(), deny.reversed(), root);
            Scope lenient = Scope.of(allow, List.of(), root);
            for (String place : places) {
                Path path = root.resolve(place).resolve("x").normalize();
                assertThat(scope.permission(path)).isEqualTo(reversed.permission(path));
                if (scope.allows(path, Permission.WRITE)) {
                    assertThat(lenient.allows(path, Permission.WRITE)).isTrue();
                }
            }
        }
    }

    private static List<ScopeRule> rules(Random random, String[] places, int count) {
        return random.ints(count, 0, places.length * 4).mapToObj(n -> rule(places[n / 4],
                n % 2 == 0 ? Permission.READ : Permission.WRITE, n % 4 < 2)).toList();
    }
}
