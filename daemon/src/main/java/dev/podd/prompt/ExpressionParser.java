package dev.podd.prompt;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one expression. Whatever is not in the grammar is refused with its place; nothing is ever called. */
final class ExpressionParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<number>\\d+(?:\\.\\d+)?)|(?<name>[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)"
                    + "|(?<sign>==|!=|<=|>=|&&|\\|\\||[!<>()]))");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final String source;
    private final Set<String> loopVariables;
    private final BiFunction<Integer, String, TemplateInvalid> refusal;
    private final Matcher matcher;
    private int at;
    private String token = "";
    private String kind = "end";
    private int tokenAt;

    /** @param refusal makes the error of an offset in {@code source} */
    ExpressionParser(String source, Set<String> loopVariables, BiFunction<Integer, String, TemplateInvalid> refusal) {
        this.source = source;
        this.loopVariables = loopVariables;
        this.refusal = refusal;
        this.matcher = TOKEN.matcher(source);
    }

    Expression parse() {
        next();
        if (kind.equals("end")) {
            throw refusal.apply(0, "an expression is missing here");
        }
        Expression expression = or();
        if (!kind.equals("end")) {
            throw unexpected();
        }
        return expression;
    }

    private Expression or() {
        Expression left = and();
        while (token.equals("||")) {
            next();
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = comparison();
        while (token.equals("&&")) {
            next();
            left = new Expression.And(left, comparison());
        }
        return left;
    }

    private Expression comparison() {
        Expression left = unary();
        if (kind.equals("sign") && COMPARISONS.contains(token)) {
            String operator = token;
            next();
            return new Expression.Compare(left, operator, unary());
        }
        return left;
    }

    private Expression unary() {
        if (token.equals("!") && kind.equals("sign")) {
            next();
            return new Expression.Not(unary());
        }
        return primary();
    }

    private Expression primary() {
        String found = token;
        return switch (kind) {
            case "text" -> literal(unquoted(found));
            case "number" -> literal(Double.valueOf(found));
            case "name" -> name(found);
            default -> inParentheses();
        };
    }

    private Expression literal(Object value) {
        next();
        return new Expression.Literal(value);
    }

    private Expression inParentheses() {
        if (!token.equals("(")) {
            throw unexpected();
        }
        next();
        Expression inner = or();
        if (!token.equals(")")) {
            throw unexpected();
        }
        next();
        return inner;
    }

    private Expression name(String name) {
        int begin = tokenAt;
        next();
        if (token.equals("(")) {
            throw refusal.apply(begin, "a template calls nothing: " + name + "(…) is not allowed");
        }
        if (name.equals("true") || name.equals("false")) {
            return new Expression.Literal(Boolean.valueOf(name));
        }
        if (!loopVariables.contains(name) && !KnownNames.knows(name)) {
            throw refusal.apply(begin, "unknown name " + name + "; the nearest known one is "
                    + KnownNames.nearest(name).orElse("none") + " (known are " + String.join(", ", KnownNames.all())
                    + ")");
        }
        return new Expression.Name(name);
    }

    private TemplateInvalid unexpected() {
        return refusal.apply(tokenAt, kind.equals("end") ? "the expression ends too soon"
                : "unexpected " + token + "; allowed are names, \"texts\", numbers, == != < <= > >= ! && || ( )");
    }

    private void next() {
        matcher.region(at, source.length());
        if (matcher.lookingAt()) {
            kind = matcher.group("text") != null ? "text" : matcher.group("number") != null ? "number"
                    : matcher.group("name") != null ? "name" : "sign";
            token = matcher.group(kind);
            tokenAt = matcher.start(kind);
            at = matcher.end();
        } else {
            String rest = source.substring(at);
            tokenAt = at + rest.length() - rest.stripLeading().length();
            kind = rest.isBlank() ? "end" : "other";
            token = rest.isBlank() ? "" : rest.strip().substring(0, 1);
        }
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
