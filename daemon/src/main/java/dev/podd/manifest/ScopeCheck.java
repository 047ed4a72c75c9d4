package dev.podd.manifest;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeException;
import dev.podd.scope.ScopeRule;
import java.nio.file.Path;
import java.util.List;

/** Tells of each rule of a scope that leads nowhere, at its place. */
final class ScopeCheck {
    private final Problems problems;
    private final Path workingDirectory;

    ScopeCheck(Problems problems, Path workingDirectory) {
        this.problems = problems;
        this.workingDirectory = workingDirectory;
    }

    void check(Node.Table root) {
        for (String list : List.of("allow", "deny")) {
            if (root.at("scope", list).orElse(null) instanceof Node.Items rules) {
                rules.items().forEach(rule -> rule(rule, "scope." + list));
            }
        }
    }

    private void rule(Node rule, String path) {
        rule.plain(String.class, "target").ifPresent(target -> resolve(rule.at("target").orElse(rule), path,
                ScopeRule.below(target, Permission.READ)));
        rule.plain(String.class, "name").ifPresent(name -> resolve(rule.at("name").orElse(rule), path,
                ScopeRule.named(name, Permission.READ)));
    }

    private void resolve(Node place, String path, ScopeRule rule) {
        try {
            Scope.of(List.of(rule), List.of(), workingDirectory);
        } catch (ScopeException e) {
            problems.error(place.origin(), path + ": " + e.getMessage());
        }
    }
}
