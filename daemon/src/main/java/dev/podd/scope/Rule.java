package dev.podd.scope;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;

/** A scope rule ready to be asked about real paths. */
sealed interface Rule {
    Permission permission();

    boolean matches(Path real);

    /** @throws ScopeException the rule's target leads nowhere */
    static Rule of(ScopeRule rule, Path base) {
        if (rule.name() != null) {
            PathMatcher name = FileSystems.getDefault().getPathMatcher("glob:" + rule.name());
            return new Named(name, Path.of(rule.name()).getNameCount(), rule.permission());
        }
        Path target = RealPath.of(base.resolve(String.valueOf(rule.target()))).orElseThrow(
                () -> new ScopeException("the scope's target " + rule.target() + " cannot be resolved"));
        return new Placed(target, rule.permission(), rule.recursive());
    }

    /** About a place, its direct children, and all below them if recursive. */
    record Placed(Path target, Permission permission, boolean recursive) implements Rule {
        @Override
        public boolean matches(Path real) {
            return recursive ? real.startsWith(target) : real.equals(target) || target.equals(real.getParent());
        }
    }

    /** About every path whose last {@code parts} parts look so. */
    record Named(PathMatcher name, int parts, Permission permission) implements Rule {
        @Override
        public boolean matches(Path real) {
            int count = real.getNameCount();
            return count >= parts && name.matches(real.subpath(count - parts, count));
        }
    }
}
