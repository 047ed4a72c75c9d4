package dev.podd.prompt;

import gg.jte.ContentType;
import gg.jte.TemplateConfig;
import gg.jte.TemplateException;
import gg.jte.compiler.TemplateParser;
import gg.jte.compiler.TemplateParserVisitorAdapter;
import gg.jte.compiler.TemplateType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template of a manifest with JTE's own parser into a tree that is interpreted, never compiled: such a template
 * is text, not a program (semantics 9.2). Used once.
 */
final class TemplateReader extends TemplateParserVisitorAdapter {
    private static final Pattern LOOP = Pattern
            .compile("\\s*(?:[A-Za-z_][\\w<>]*\\s+)?([A-Za-z_]\\w*)\\s*:(.*)", Pattern.DOTALL);
    private static final Pattern LINE_IN_MESSAGE = Pattern.compile("line (\\d+)");

    private final String source;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Set<String> loopVariables = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private int cursor;

    private TemplateReader(String source) {
        this.source = source;
        open.push(new Open(0, "", null));
    }

    /** A parsed template, and the names that stand in it. */
    record Template(List<Node> nodes, Set<String> names) {}

    static Template read(String source) {
        refuseOtherLanguages(source);
        TemplateReader reader = new TemplateReader(source);
        TemplateConfig config = new TemplateConfig(ContentType.Plain, "podd");
        config.trimControlStructures = true;
        try {
            new TemplateParser(source, TemplateType.Template, reader, config).parse();
        } catch (TemplateException | StringIndexOutOfBoundsException e) {
            throw reader.refused(String.valueOf(e.getMessage()));
        }
        return new Template(List.copyOf(reader.open.element().nodes), Set.copyOf(reader.used));
    }

    /** A control structure that is being read: where its nodes go now. */
    private static final class Open {
        private final int at;
        private final String variable;
        private final @Nullable Expression list;
        private final List<Node.Branch> branches = new ArrayList<>();
        private List<Node> nodes = new ArrayList<>();
        private List<Node> otherwise = List.of();
        private @Nullable Expression condition;
        private boolean hasElse;

        Open(int at, String variable, @Nullable Expression list) {
            this.at = at;
            this.variable = variable;
            this.list = list;
        }

        void closeBranch() {
            if (condition != null) {
                branches.add(new Node.Branch(condition, List.copyOf(nodes)));
            }
            condition = null;
            nodes = new ArrayList<>();
        }
    }

    private static void refuseOtherLanguages(String source) {
        for (String sign : List.of("{{", "{%")) {
            int at = source.indexOf(sign);
            while (at > 0 && source.charAt(at - 1) == '\\') {
                at = source.indexOf(sign, at + 2);
            }
            if (at >= 0) {
                throw at(source, at, sign.equals("{{")
                        ? "{{ … }} is another template language; a value is written ${…} here (for the text itself, \\{{)"
                        : "{% … %} is another template language; write @if(…) … @endif or @for(x : list) … @endfor"
                                + " (for the text itself, \\{%)");
            }
        }
    }

    @Override
    public void onTextPart(int depth, String text) {
        add(new Node.Text(text.replace("\\{{", "{{").replace("\\{%", "{%")));
    }

    @Override
    public void onCodePart(int depth, String code) {
        add(new Node.Value(expression(code)));
    }

    @Override
    public void onConditionStart(int depth, String code) {
        Expression condition = expression(code);
        Open structure = new Open(cursor, "", null);
        structure.condition = condition;
        open.push(structure);
    }

    @Override
    public void onConditionElse(int depth, String code) {
        Expression condition = expression(code);
        open.element().closeBranch();
        open.element().condition = condition;
    }

    @Override
    public void onConditionElse(int depth) {
        open.element().closeBranch();
        open.element().hasElse = true;
    }

    @Override
    public void onConditionEnd(int depth) {
        Open structure = open.pop();
        List<Node> otherwise = structure.hasElse ? List.copyOf(structure.nodes) : List.of();
        if (!structure.hasElse) {
            structure.closeBranch();
        }
        add(new Node.If(List.copyOf(structure.branches), otherwise));
    }

    @Override
    public void onForLoopStart(int depth, String code) {
        int begin = find(code);
        Matcher loop = LOOP.matcher(code);
        if (!loop.matches()) {
            throw at(source, begin, "a loop is written @for(name : list)");
        }
        String variable = loop.group(1);
        Expression list = parse(loop.group(2), begin + loop.start(2));
        if (!(list instanceof Expression.Name name) || !KnownNames.isList(name.name())) {
            throw at(source, begin + loop.start(2), "a loop goes over a list: tools, scope.readable, scope.writable");
        }
        loopVariables.add(variable);
        open.push(new Open(cursor, variable, list));
    }

    @Override
    public void onForLoopElse(int depth) {
        Open loop = open.element();
        loop.otherwise = loop.nodes;
        loop.nodes = new ArrayList<>();
        loop.hasElse = true;
    }

    @Override
    public void onForLoopEnd(int depth) {
        Open loop = open.pop();
        loopVariables.remove(loop.variable);
        Expression list = loop.list;
        if (list != null) {
            add(loop.hasElse ? new Node.For(loop.variable, list, List.copyOf(loop.otherwise), List.copyOf(loop.nodes))
                    : new Node.For(loop.variable, list, List.copyOf(loop.nodes), List.of()));
        }
    }

    @Override
    public void onUnsafeCodePart(int depth, String code) {
        throw at(source, find(code), "$unsafe is not allowed in a template of a manifest");
    }

    @Override
    public void onCodeStatement(int depth, String code) {
        throw at(source, find(code), "code statements !{…} are not allowed in a template of a manifest");
    }

    @Override
    public void onImport(String name) {
        throw at(source, find(name), "@import is not allowed in a template of a manifest");
    }

    @Override
    public void onParam(String parameter) {
        throw at(source, find(parameter), "@param is not needed: the names are known (" + String.join(", ",
                KnownNames.all()) + ")");
    }

    @Override
    public void onTemplateCall(int depth, String name, List<String> parameters) {
        throw at(source, find(name), "@template calls are not allowed in a template of a manifest");
    }

    @Override
    public void onError(String message) {
        throw refused(message);
    }

    @Override
    public void onError(String message, int line) {
        throw new TemplateInvalid(Math.max(1, line), 1, message);
    }

    private void add(Node node) {
        open.element().nodes.add(node);
    }

    private Expression expression(String code) {
        return parse(code, find(code));
    }

    private Expression parse(String code, int begin) {
        Expression expression = new ExpressionParser(code, loopVariables,
                (offset, message) -> at(source, begin + offset, message)).parse();
        collectNames(expression);
        return expression;
    }

    private void collectNames(Expression expression) {
        switch (expression) {
            case Expression.Name name -> used.add(name.name());
            case Expression.Literal literal -> {}
            case Expression.Not not -> collectNames(not.operand());
            case Expression.And and -> {
                collectNames(and.left());
                collectNames(and.right());
            }
            case Expression.Or or -> {
                collectNames(or.left());
                collectNames(or.right());
            }
            case Expression.Compare compare -> {
                collectNames(compare.left());
                collectNames(compare.right());
            }
        }
    }

    /** JTE hands over what it read, not where; what it read comes in the order of the source. */
    private int find(String code) {
        int found = source.indexOf(code, cursor);
        if (found >= 0) {
            cursor = found;
        }
        return cursor;
    }

    private TemplateInvalid refused(String message) {
        Matcher line = LINE_IN_MESSAGE.matcher(message);
        if (line.find()) {
            return new TemplateInvalid(Math.max(1, Integer.parseInt(line.group(1))), 1, message);
        }
        return at(source, open.size() > 1 ? open.element().at : cursor, message);
    }

    private static TemplateInvalid at(String source, int offset, String message) {
        String before = source.substring(0, Math.min(offset, source.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new TemplateInvalid(line, before.length() - before.lastIndexOf('\n'), message);
    }
}
