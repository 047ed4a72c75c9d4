package dev.podd.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a template, and what is wrong with it so far. JTE's parser hands over what it read, not where; since it
 * reads from front to back, each piece is found again behind the one before. Used once, on one thread.
 */
final class TemplateText {
    private static final Pattern COMMENT = Pattern.compile("<%--.*?--%>", Pattern.DOTALL);

    private final String source;
    private final String withoutComments;
    private final List<TemplateProblem> problems = new ArrayList<>();
    private int cursor;

    TemplateText(String source) {
        this.source = source;
        this.withoutComments = blanked(COMMENT, source);
    }

    /** The source with comments blanked: every offset is as in the source. */
    String withoutComments() {
        return withoutComments;
    }

    /** The same length and lines, with blanks where the pattern matches. */
    static String blanked(Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().replaceAll("[^\n]", " ")));
    }

    /** Where the next such text begins; the ones before it are passed. */
    int next(String text) {
        int found = withoutComments.indexOf(text, cursor);
        int at = found >= 0 ? found : cursor;
        cursor = found >= 0 ? found + text.length() : cursor;
        return at;
    }

    /** Where the code of the next such keyword begins: behind its opening brace. */
    int nextCode(String keyword, String code) {
        next(keyword);
        next("(");
        int begin = cursor;
        next(code);
        return begin;
    }

    /** Where the reading stands. */
    int cursor() {
        return cursor;
    }

    void problem(int offset, String message) {
        String before = source.substring(0, Math.min(offset, source.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        problems.add(new TemplateProblem(line, before.length() - before.lastIndexOf('\n'), message));
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** @throws TemplateInvalid there are problems */
    void refuseProblems() {
        if (hasProblems()) {
            throw new TemplateInvalid(problems.stream().distinct()
                    .sorted(Comparator.comparingInt(TemplateProblem::line).thenComparingInt(TemplateProblem::column))
                    .toList());
        }
    }
}
