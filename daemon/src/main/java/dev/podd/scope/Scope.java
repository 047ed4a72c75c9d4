package dev.podd.scope;

import dev.podd.scope.ScopeException.Reason;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which paths a Pod may read and write: the highest matching allow, capped below every matching deny. Order and
 * specificity of rules never matter, and symbolic links give no authority (semantics 3). Immutable.
 */
public final class Scope {
    /** Other processes' environment, memory and files: nothing in it is of use to a Pod, and keys are. */
    private static final Path PROCESSES = Path.of("/proc");

    private final List<Rule> allow;
    private final List<Rule> deny;
    private final Path base;

    private Scope(List<Rule> allow, List<Rule> deny, Path base) {
        this.allow = List.copyOf(allow);
        this.deny = List.copyOf(deny);
        this.base = base;
    }

    /**
     * @param base where relative targets begin: the working directory, absolute
     * @throws ScopeException no allow rule, a relative base, or a target that leads nowhere
     */
    public static Scope of(List<ScopeRule> allow, List<ScopeRule> deny, Path base) {
        if (!base.isAbsolute()) {
            throw new ScopeException(Reason.BASE_NOT_ABSOLUTE, base.toString(),
                    "the base of a scope must be absolute, not " + base);
        }
        if (allow.isEmpty()) {
            throw new ScopeException(Reason.EMPTY_ALLOW, null, "a scope needs at least one allow rule");
        }
        return new Scope(resolved(allow, base), resolved(deny, base), base);
    }

    /** Read and write below one folder. */
    public static Scope writable(Path root) {
        return of(List.of(ScopeRule.below(root.toString(), Permission.WRITE)), List.of(), root);
    }

    /** This scope with more rules; a deny narrows it, an allow widens it as far as no deny caps it. */
    public Scope with(List<ScopeRule> moreAllow, List<ScopeRule> moreDeny) {
        return with(resolve(moreAllow, moreDeny));
    }

    /**
     * Rules for {@link #with(Resolved)}. The file system is asked where their targets lead.
     *
     * @throws ScopeException a target that leads nowhere
     */
    public Resolved resolve(List<ScopeRule> moreAllow, List<ScopeRule> moreDeny) {
        return new Resolved(resolved(moreAllow, base), resolved(moreDeny, base));
    }

    /** This scope with rules that are resolved; no file system is asked. */
    public Scope with(Resolved more) {
        List<Rule> allowed = new ArrayList<>(allow);
        allowed.addAll(more.allow);
        List<Rule> denied = new ArrayList<>(deny);
        denied.addAll(more.deny);
        return new Scope(allowed, denied, base);
    }

    /** Rules of which it is known where their targets lead. Immutable. */
    public static final class Resolved {
        private final List<Rule> allow;
        private final List<Rule> deny;

        private Resolved(List<Rule> allow, List<Rule> deny) {
            this.allow = allow;
            this.deny = deny;
        }
    }

    public boolean allows(Path path, Permission permission) {
        return permission(path).filter(granted -> granted.compareTo(permission) >= 0).isPresent();
    }

    /** What may be done to a path, where it really leads; empty for nothing. */
    public Optional<Permission> permission(Path path) {
        return realPath(path).flatMap(this::permissionOfReal);
    }

    /** The same for a path that is known to be real, as a walk that follows no links finds them: no file system asked. */
    public Optional<Permission> permissionOfReal(Path real) {
        if (real.startsWith(PROCESSES)) {
            return Optional.empty();
        }
        Permission granted = null;
        for (Rule rule : allow) {
            if ((granted == null || granted.compareTo(rule.permission()) < 0) && rule.matches(real)) {
                granted = rule.permission();
            }
        }
        for (Rule rule : deny) {
            if (granted != null && granted.compareTo(rule.permission()) >= 0 && rule.matches(real)) {
                granted = rule.permission().below();
            }
        }
        return Optional.ofNullable(granted);
    }

    /** Where a path really leads; empty for a relative one, or one that cannot be resolved. */
    public Optional<Path> realPath(Path path) {
        return RealPath.of(path);
    }

    /** Targets of allow rules that may be read, in the order of their rules; writable ones too, those denied left out. */
    public List<Path> readable() {
        return targets(Permission.READ);
    }

    /** Targets of allow rules that may be written, in the order of their rules; those denied left out. */
    public List<Path> writable() {
        return targets(Permission.WRITE);
    }

    /**
     * A place that an allow rule names.
     *
     * @param permission  what may be done to it, deny rules considered
     * @param isRecursive whether also to what lies below its direct children
     */
    public record Reach(Path target, Permission permission, boolean isRecursive) {}

    /** The places that allow rules name and of which deny rules leave something, those above others first. */
    public List<Reach> reaches() {
        return allow.stream().filter(Rule.Placed.class::isInstance).map(Rule.Placed.class::cast)
                .flatMap(rule -> permissionOfReal(rule.target()).stream()
                        .map(held -> new Reach(rule.target(), held, rule.recursive())))
                .distinct().sorted(Comparator.comparingInt(reach -> reach.target().getNameCount())).toList();
    }

    /** What the deny rules name, places as paths and the rest as globs, that may not be read. */
    public List<String> unreadable() {
        return denied(Permission.READ);
    }

    /** What the deny rules name, places as paths and the rest as globs, that may be read but not written. */
    public List<String> readOnly() {
        return denied(Permission.WRITE);
    }

    /** For a person or a model to read: what is allowed, then what is denied. */
    public String summary() {
        StringBuilder text = new StringBuilder("Readable:");
        readable().forEach(path -> text.append("\n  - ").append(path));
        if (!writable().isEmpty()) {
            text.append("\nWritable:");
            writable().forEach(path -> text.append("\n  - ").append(path));
        }
        denied(text, "Not to be read or written: ", unreadable());
        denied(text, "Not to be written: ", readOnly());
        return text.toString();
    }

    private static void denied(StringBuilder text, String heading, List<String> items) {
        if (!items.isEmpty()) {
            text.append('\n').append(heading).append(String.join(", ", items));
        }
    }

    private List<Path> targets(Permission atLeast) {
        return allow.stream().filter(rule -> rule.permission().compareTo(atLeast) >= 0)
                .filter(Rule.Placed.class::isInstance).map(rule -> ((Rule.Placed) rule).target())
                .filter(target -> permissionOfReal(target).filter(held -> held.compareTo(atLeast) >= 0).isPresent())
                .distinct().toList();
    }

    private List<String> denied(Permission permission) {
        return deny.stream().filter(rule -> rule.permission() == permission).map(Rule::toString).distinct().toList();
    }

    private static List<Rule> resolved(List<ScopeRule> rules, Path base) {
        return rules.stream().map(rule -> Rule.of(rule, base)).toList();
    }
}
