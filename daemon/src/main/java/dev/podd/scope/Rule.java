package dev.podd.scope;

import dev.podd.scope.ScopeException.Reason;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A scope rule ready to be asked about real paths. */
sealed interface Rule {
    Permission permission();

    boolean matches(Path real);

    /** @throws ScopeException the rule's target leads nowhere, or its name is no glob */
    static Rule of(ScopeRule rule, Path base) {
        if (rule.name() != null) {
            return new Named(NameGlob.of(rule.name()), rule.permission());
        }
        String target = String.valueOf(rule.target());
        return new Placed(resolve(target, base), rule.permission(), rule.recursive());
    }

    private static Path resolve(String target, Path base) {
        Optional<Path> real;
        try {
            real = RealPath.of(base.resolve(target));
        } catch (InvalidPathException noPath) {
            real = Optional.empty();
        }
        return real.orElseThrow(() -> new ScopeException(Reason.UNRESOLVABLE_TARGET, target,
                "the scope's target " + target + " cannot be resolved"));
    }

    /** About a place, its direct children, and all below them if recursive. */
    record Placed(Path target, Permission permission, boolean recursive) implements Rule {
        @Override
        public boolean matches(Path real) {
            return recursive ? real.startsWith(target) : real.equals(target) || target.equals(real.getParent());
        }

        /** As people are told of it. */
        @Override
        public String toString() {
            return recursive ? target.toString() : target + " (without what lies below its folders)";
        }
    }

    /** About every path whose last part, or parts, look so. */
    record Named(NameGlob name, Permission permission) implements Rule {
        @Override
        public boolean matches(Path real) {
            return name.matches(real);
        }

        /** As people are told of it. */
        @Override
        public String toString() {
            return name.text();
        }
    }
}
