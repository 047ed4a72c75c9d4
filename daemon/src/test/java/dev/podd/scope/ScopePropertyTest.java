package dev.podd.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scope against the sentence that defines it, read literally: the highest allow, below the lowest matching deny. */
final class ScopePropertyTest {
    private static final Path BASE = Path.of("/no-such-folder-of-podd");
    private static final List<String> PARTS = List.of("a", "b", "c.key", "d");

    @Test
    void itSaysWhatItsDefinitionSays() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            List<ScopeRule> allow = rules(random, 1 + random.nextInt(4));
            List<ScopeRule> deny = rules(random, random.nextInt(4));
            Scope scope = Scope.of(allow, deny, BASE);
            for (int query = 0; query < 20; query++) {
                Path path = BASE.resolve(place(random)).normalize();
                assertThat(scope.permission(path)).as("%s of allow %s deny %s", path, allow, deny)
                        .isEqualTo(defined(allow, deny, path));
                assertThat(scope.permissionOfReal(path)).isEqualTo(scope.permission(path));
            }
        }
    }

    @Test
    void addingRulesLaterIsTheSameAsHavingThemFromTheStart() {
        Random random = new Random(43);
        for (int round = 0; round < 200; round++) {
            List<ScopeRule> allow = rules(random, 2);
            List<ScopeRule> deny = rules(random, 2);
            Scope later = Scope.of(allow.subList(0, 1), deny.subList(0, 1), BASE).with(allow.subList(1, 2),
                    deny.subList(1, 2));
            Scope atOnce = Scope.of(allow, deny, BASE);
            Path path = BASE.resolve(place(random)).normalize();
            assertThat(later.permission(path)).isEqualTo(atOnce.permission(path));
            assertThat(later.summary()).isEqualTo(atOnce.summary());
        }
    }

    private static Optional<Permission> defined(List<ScopeRule> allow, List<ScopeRule> deny, Path path) {
        int granted = matching(allow, path).mapToInt(rule -> rule.permission().ordinal() + 1).max().orElse(0);
        int cap = matching(deny, path).mapToInt(rule -> rule.permission().ordinal()).min().orElse(2);
        int left = Math.min(granted, cap);
        return left == 0 ? Optional.empty() : Optional.of(Permission.values()[left - 1]);
    }

    private static Stream<ScopeRule> matching(List<ScopeRule> rules, Path path) {
        return rules.stream().filter(rule -> {
            if (rule.target() == null) {
                return path.getFileName().toString().endsWith(".key");
            }
            Path target = BASE.resolve(rule.target()).normalize();
            String below = target + "/";
            String text = path.toString();
            return path.equals(target) || text.startsWith(below)
                    && (rule.recursive() || text.indexOf('/', below.length()) < 0);
        });
    }

    private static List<ScopeRule> rules(Random random, int count) {
        return Stream.generate(() -> rule(random)).limit(count).toList();
    }

    private static ScopeRule rule(Random random) {
        Permission permission = random.nextBoolean() ? Permission.READ : Permission.WRITE;
        return random.nextInt(6) == 0 ? ScopeRule.named("*.key", permission)
                : new ScopeRule(place(random), permission, random.nextBoolean(), null);
    }

    private static String place(Random random) {
        return String.join("/", Stream.generate(() -> PARTS.get(random.nextInt(PARTS.size())))
                .limit(random.nextInt(4)).toList());
    }
}
