package dev.podd.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks whether the control structures of a template close what they open, before JTE's parser sees it, which loses its
 * way there, and whether it is written for another template language.
 */
final class Structure {
    private static final Pattern CODE = Pattern.compile("\\$\\{[^}]*\\}");
    private static final Pattern KEYWORD = Pattern.compile("@(elseif|else|endif|endfor|if|for|raw)");
    private static final Pattern OTHER_LANGUAGE = Pattern.compile("(?<![\\\\$])\\{([{%])");

    private final TemplateText text;
    private final String plain;
    private final Deque<Open> open = new ArrayDeque<>();

    private Structure(TemplateText text) {
        this.text = text;
        this.plain = TemplateText.blanked(CODE, text.withoutComments());
    }

    private record Open(String keyword, int at, boolean hasElse) {}

    static void check(TemplateText text) {
        Structure structure = new Structure(text);
        structure.otherLanguages();
        structure.keywords();
    }

    private void otherLanguages() {
        Matcher sign = OTHER_LANGUAGE.matcher(plain);
        while (sign.find()) {
            text.problem(sign.start(), sign.group(1).equals("{")
                    ? "{{ … }} is another template language; a value is written ${…} here (for the text itself, \\{{)"
                    : "{% … %} is another template language; write @if(…) … @endif or @for(x : list) … @endfor here"
                            + " (for the text itself, \\{%)");
        }
    }

    private void keywords() {
        Matcher keyword = KEYWORD.matcher(plain);
        while (keyword.find()) {
            keyword(keyword.group(1), keyword.start(), keyword.end());
        }
        open.forEach(each -> text.problem(each.at(), "@" + each.keyword() + " has no @end" + each.keyword()));
    }

    private void keyword(String keyword, int at, int end) {
        switch (keyword) {
            case "if", "for" -> {
                condition(keyword, at, end);
                open.push(new Open(keyword, at, false));
            }
            case "elseif" -> {
                condition(keyword, at, end);
                inside("@elseif", at, "if");
            }
            case "endif" -> close("if", at);
            case "endfor" -> close("for", at);
            case "else" -> {
                if (inside("@else", at, "if", "for")) {
                    Open structure = open.pop();
                    open.push(new Open(structure.keyword(), structure.at(), true));
                }
            }
            default -> text.problem(at, "@raw is not allowed in a template of a manifest");
        }
    }

    private void condition(String keyword, int at, int end) {
        if (!plain.substring(end).stripLeading().startsWith("(")) {
            text.problem(at, "behind @" + keyword + " stands " + (keyword.equals("for") ? "(name : list)"
                    : "a condition in braces"));
        }
    }

    private boolean inside(String keyword, int at, String... structures) {
        Open innermost = open.peek();
        if (innermost == null || !List.of(structures).contains(innermost.keyword())) {
            text.problem(at, keyword + " stands in no @" + String.join(" or @", structures));
            return false;
        }
        if (innermost.hasElse()) {
            text.problem(at, keyword + " stands behind the @else of its @" + innermost.keyword());
        }
        return true;
    }

    private void close(String structure, int at) {
        Open innermost = open.peek();
        if (innermost != null && innermost.keyword().equals(structure)) {
            open.pop();
        } else {
            text.problem(at, "@end" + structure + " closes nothing"
                    + (innermost == null ? "" : ": the innermost is @" + innermost.keyword()));
        }
    }
}
