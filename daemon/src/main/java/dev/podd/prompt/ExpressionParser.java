package dev.podd.prompt;

import java.util.Set;
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
    private final Matcher matcher;
    private int at;
    private String token = "";
    private String kind = "end";
    private int tokenAt;

    ExpressionParser(String source, Set<String> loopVariables) {
        this.source = source;
        this.loopVariables = loopVariables;
        this.matcher = TOKEN.matcher(source);
    }

    /** What the grammar does not have, and where in the code it stands. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int offset;

        Refused(int offset, String message) {
            super(message);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }
    }

    /** @throws Refused it is no expression, or one that does more than to look */
    Expression parse() {
        next();
        if (kind.equals("end")) {
            throw new Refused(0, "an expression is missing here");
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
        expect("(");
        Expression inner = or();
        expect(")");
        return inner;
    }

    private void expect(String sign) {
        if (!token.equals(sign)) {
            throw unexpected();
        }
        next();
    }

    private Expression name(String name) {
        int begin = tokenAt;
        next();
        if (token.equals("(")) {
            throw new Refused(begin, "a template calls nothing: " + name + "(…) is not allowed");
        }
        if (name.equals("null")) {
            return new Expression.Nothing();
        }
        if (name.equals("true") || name.equals("false")) {
            return new Expression.Literal(Boolean.valueOf(name));
        }
        if (!loopVariables.contains(name) && !KnownNames.knows(name)) {
            throw new Refused(begin, "unknown name " + name + "; the nearest known one is "
                    + KnownNames.nearest(name) + " (known are " + String.join(", ", KnownNames.all())
                    + ")");
        }
        return new Expression.Name(name);
    }

    private Refused unexpected() {
        return new Refused(tokenAt, kind.equals("end") ? "the expression ends too soon"
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
