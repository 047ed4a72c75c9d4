package dev.podd.permission;

import dev.podd.permission.Permissions.Decision;
import dev.podd.shell.CommandForms;
import dev.podd.shell.CommandLine;
import dev.podd.shell.CommandPattern;
import dev.podd.shell.CommandPattern.Match;
import dev.podd.shell.Redirection;
import dev.podd.shell.SafeShape;
import dev.podd.shell.ShellCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one command line: about each command in it and each file that it opens. The strictest answer counts. A lenient
 * rule has to be about a command for sure; a strict one counts if it may be. What is not understood is asked, unless a
 * rule allows everything or exactly that text.
 */
final class CommandJudge {
    private static final Decision ASKED = new Decision(PermissionAction.ASK, null);
    /** Of two that ask, the one that a sandbox does not answer. */
    static final Comparator<Decision> STRICTEST = Comparator.comparing(Decision::action)
            .thenComparing(decision -> decision.risk() != null).thenComparing(decision -> decision.rule() != null);

    private final CommandLine line;
    private final List<Patterned> rules;
    private final List<Patterned> given;
    private final RedirectedFiles files;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<ShellCommand> asking = new ArrayList<>();
    private boolean isAskedOtherwise;

    /**
     * A rule and what its pattern means for commands.
     *
     * @param isWhole     it is about the line as a whole, whatever is in it
     * @param matchesText a strict one matches the text as it stands
     */
    private record Patterned(ToolRule rule, CommandPattern pattern, boolean isWhole, boolean matchesText) {
        static List<Patterned> of(List<ToolRule> rules, CommandLine line) {
            return rules.stream().map(rule -> {
                CommandPattern pattern = CommandPattern.of(rule.pattern() == null ? "*" : rule.pattern());
                return new Patterned(rule, pattern, pattern.isAllOf(line), pattern.matchesText(line));
            }).toList();
        }

        boolean isLenient() {
            return rule.action().compareTo(PermissionAction.ASK) < 0;
        }
    }

    /**
     * @param rules of the tool
     * @param given those of the tool that the person gave, which answer questions
     */
    CommandJudge(CommandLine line, List<ToolRule> rules, List<ToolRule> given, RedirectedFiles files) {
        this.line = line;
        this.rules = Patterned.of(rules, line);
        this.given = Patterned.of(given, line);
        this.files = files;
    }

    Decision decide() {
        line.commands().forEach(this::judge);
        if (!line.isUnderstood()) {
            notUnderstood();
        }
        if (decisions.isEmpty()) {
            Decision whole = whole();
            decide(whole == null ? ASKED : whole);
            line.all().filter(each -> !each.words().isEmpty()).forEach(asking::add);
        }
        return decisions.stream().max(STRICTEST).orElse(ASKED);
    }

    /** Patterns for what made it ask, after {@link #decide}; none if rules about commands would not be an answer. */
    List<String> shapes() {
        return isAskedOtherwise || asking.isEmpty() ? List.of() : SafeShape.of(asking, line.folders());
    }

    private void decide(Decision decision) {
        decisions.add(decision);
    }

    private void judge(ShellCommand command) {
        command.redirections().forEach(this::opened);
        Decision own = own(command);
        boolean isUsual = own == null || (own.action() == PermissionAction.ASK && isForAll(own.rule()));
        switch (command.nature()) {
            case INERT -> {
                if (!isUsual || isGiven(command, own)) {
                    answered(command, own);
                }
            }
            case PROGRAM, GUARDED -> {
                answered(command, own);
                command.inner().forEach(this::judgeStrictly);
            }
            case BOTH -> {
                answered(command, own);
                command.inner().forEach(this::judge);
            }
            case TRANSPARENT -> {
                if (own != null && own.action().compareTo(PermissionAction.ASK) >= 0 && !isUsual) {
                    answered(command, own);
                }
                if (command.hides()) {
                    unseen();
                }
                command.inner().forEach(this::judge);
            }
            case SHELL -> {
                if (!isUsual || isGiven(command, own)) {
                    answered(command, own);
                    command.inner().forEach(this::judgeStrictly);
                } else {
                    command.inner().forEach(this::judge);
                }
            }
        }
    }

    /** What its command decides already is asked or denied where a rule with a pattern says so. */
    private void judgeStrictly(ShellCommand command) {
        command.redirections().forEach(this::opened);
        Decision own = own(command);
        if (own != null && own.action().compareTo(PermissionAction.ASK) >= 0 && !isForAll(own.rule())) {
            answered(command, own);
        }
        command.inner().forEach(this::judgeStrictly);
    }

    private static boolean isForAll(@Nullable ToolRule rule) {
        return rule == null || rule.pattern() == null;
    }

    private void answered(ShellCommand command, @Nullable Decision own) {
        Decision decision = own == null ? ASKED : own;
        if (decision.action() != PermissionAction.ASK) {
            decide(decision);
        } else if (isGiven(command, own)) {
            decide(new Decision(PermissionAction.ALLOW, null));
        } else {
            isAskedOtherwise |= !isForAll(decision.rule()) && command.hides();
            decide(decision);
            asking.add(command);
        }
    }

    /** The last rule that is about a command; null if there is none. */
    private @Nullable Decision own(ShellCommand command) {
        Decision last = null;
        Decision maybe = null;
        CommandForms forms = CommandForms.of(command);
        for (Patterned each : rules) {
            PermissionAction action = each.rule().action();
            if (each.isLenient()) {
                last = isAbout(each, command) ? new Decision(action, each.rule()) : last;
                continue;
            }
            Match match = match(each, command, forms);
            if (match == Match.YES && action == PermissionAction.DENY) {
                return new Decision(action, each.rule());
            }
            Decision asks = new Decision(PermissionAction.ASK, each.rule());
            last = match != Match.NO && action == PermissionAction.ASK ? asks : last;
            maybe = match == Match.MAYBE && action == PermissionAction.DENY ? asks : maybe;
        }
        return maybe != null && (last == null || last.action().compareTo(PermissionAction.ASK) < 0) ? maybe : last;
    }

    private boolean isAbout(Patterned each, ShellCommand command) {
        return each.isWhole() || each.pattern().covers(command, line.folders());
    }

    private Match match(Patterned each, ShellCommand command, CommandForms forms) {
        if (each.isWhole() || each.matchesText()) {
            return Match.YES;
        }
        Match match = each.pattern().touches(forms);
        return match == Match.NO && command.hides() ? Match.MAYBE : match;
    }

    /** Whether the person has allowed what is asked; a rule about all answers no question of a rule about some. */
    private boolean isGiven(ShellCommand command, @Nullable Decision asked) {
        return given.stream().anyMatch(each -> answers(each, asked) && isAbout(each, command));
    }

    private static boolean answers(Patterned each, @Nullable Decision asked) {
        ToolRule asking = asked == null ? null : asked.rule();
        return each.isLenient() && (each.rule().pattern() != null || isForAll(asking))
                && (asking == null || asking.action() != PermissionAction.DENY);
    }

    /** The last rule that is about the text as a whole; null if there is none. */
    private @Nullable Decision whole() {
        Decision last = null;
        for (Patterned each : rules) {
            if (each.isWhole() || (!each.isLenient() && each.matchesText())) {
                last = new Decision(each.rule().action(), each.rule());
                if (each.rule().action() == PermissionAction.DENY) {
                    return last;
                }
            }
        }
        boolean isAsked = last == null || last.action() == PermissionAction.ASK;
        Decision asked = last;
        return isAsked && given.stream().anyMatch(each -> answers(each, asked) && each.isWhole())
                ? new Decision(PermissionAction.ALLOW, null) : last;
    }

    /** A command that only runs others, and nobody sees which: no pattern on it is an answer. */
    private void unseen() {
        Decision whole = whole();
        decide(whole == null ? ASKED : whole);
        isAskedOtherwise = true;
    }

    private void notUnderstood() {
        Decision whole = whole();
        ToolRule strict = rules.stream().filter(each -> !each.isLenient()).map(Patterned::rule)
                .filter(rule -> !isForAll(rule)).findFirst().orElse(null);
        boolean isExact = whole != null && whole.rule() != null && line.text().equals(whole.rule().pattern());
        if (whole == null) {
            decide(new Decision(PermissionAction.ASK, strict));
        } else {
            decide(strict != null && !isExact && whole.action().compareTo(PermissionAction.ASK) < 0
                    ? new Decision(PermissionAction.ASK, strict) : whole);
        }
        isAskedOtherwise = true;
    }

    private void opened(Redirection file) {
        Decision whole = whole();
        boolean isAllowed = whole != null && whole.action().compareTo(PermissionAction.ASK) < 0;
        files.decide(file, line.folders()).filter(decision -> !isAllowed || (decision.rule() != null
                && decision.action().compareTo(PermissionAction.ASK) >= 0)).ifPresent(decision -> {
                    decide(decision);
                    isAskedOtherwise |= decision.action().compareTo(PermissionAction.ASK) >= 0;
                });
    }
}
