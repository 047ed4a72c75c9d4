package dev.podd.prompt;

import gg.jte.ContentType;
import gg.jte.TemplateConfig;
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
    /** Stands where an expression was refused. */
    private static final Expression NOTHING = new Expression.Literal("");
    private static final Pattern LOOP = Pattern
            .compile("\\s*(?:[A-Za-z_][\\w<>]*\\s+)?([A-Za-z_]\\w*)\\s*:(.*)", Pattern.DOTALL);

    private final TemplateText text;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Set<String> loopVariables = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    private TemplateReader(TemplateText text) {
        this.text = text;
        open.push(new Open("", null));
    }

    /** A parsed template, and the names that stand in it. */
    record Template(List<TemplateNode> nodes, Set<String> names) {}

    /** @throws TemplateInvalid with all that is wrong with it */
    static Template read(String source) {
        TemplateText text = new TemplateText(source);
        Structure.check(text);
        text.refuseProblems();
        TemplateReader reader = new TemplateReader(text);
        TemplateConfig config = new TemplateConfig(ContentType.Plain, "podd");
        config.trimControlStructures = true;
        new TemplateParser(source, TemplateType.Template, reader, config).parse();
        text.refuseProblems();
        return new Template(List.copyOf(reader.open.element().nodes), Set.copyOf(reader.used));
    }

    /** A control structure that is being read: where its nodes go now. */
    private static final class Open {
        private final String variable;
        private final @Nullable Expression list;
        private final List<TemplateNode.Branch> branches = new ArrayList<>();
        private List<TemplateNode> nodes = new ArrayList<>();
        private List<TemplateNode> otherwise = List.of();
        private @Nullable Expression condition;
        private boolean hasElse;

        Open(String variable, @Nullable Expression list) {
            this.variable = variable;
            this.list = list;
        }

        void closeBranch() {
            if (condition != null) {
                branches.add(new TemplateNode.Branch(condition, List.copyOf(nodes)));
            }
            condition = null;
            nodes = new ArrayList<>();
        }
    }

    @Override
    public void onTextPart(int depth, String part) {
        add(new TemplateNode.Text(part.replace("\\{{", "{{").replace("\\{%", "{%")));
    }

    @Override
    public void onCodePart(int depth, String code) {
        int begin = text.next("${" + code + "}") + 2;
        add(new TemplateNode.Value(parse(code, begin)));
    }

    @Override
    public void onConditionStart(int depth, String code) {
        Expression condition = parse(code, text.nextCode("@if", code));
        Open structure = new Open("", null);
        structure.condition = condition;
        open.push(structure);
    }

    @Override
    public void onConditionElse(int depth, String code) {
        Expression condition = parse(code, text.nextCode("@elseif", code));
        open.element().closeBranch();
        open.element().condition = condition;
    }

    @Override
    public void onConditionElse(int depth) {
        text.next("@else");
        open.element().closeBranch();
        open.element().hasElse = true;
    }

    @Override
    public void onConditionEnd(int depth) {
        text.next("@endif");
        Open structure = open.pop();
        List<TemplateNode> otherwise = structure.hasElse ? List.copyOf(structure.nodes) : List.of();
        if (!structure.hasElse) {
            structure.closeBranch();
        }
        add(new TemplateNode.If(List.copyOf(structure.branches), otherwise));
    }

    @Override
    public void onForLoopStart(int depth, String code) {
        int begin = text.nextCode("@for", code);
        Matcher loop = LOOP.matcher(code);
        if (!loop.matches()) {
            text.problem(begin, "a loop is written @for(name : list)");
            open.push(new Open("", NOTHING));
            return;
        }
        String variable = loop.group(1);
        Expression list = parse(loop.group(2), begin + loop.start(2));
        if (!list.equals(NOTHING) && !isList(list)) {
            text.problem(begin + loop.start(2) + indent(loop.group(2)),
                    "a loop goes over a list: tools, scope.readable, scope.writable");
        }
        if (KnownNames.knows(variable) || !loopVariables.add(variable)) {
            text.problem(begin + loop.start(1), variable + " is the name of something else; choose another");
        }
        open.push(new Open(variable, list));
    }

    private static boolean isList(Expression expression) {
        return expression instanceof Expression.Name name && KnownNames.isList(name.name());
    }

    private static int indent(String code) {
        return code.length() - code.stripLeading().length();
    }

    @Override
    public void onForLoopElse(int depth) {
        text.next("@else");
        Open loop = open.element();
        loop.otherwise = loop.nodes;
        loop.nodes = new ArrayList<>();
        loop.hasElse = true;
    }

    @Override
    public void onForLoopEnd(int depth) {
        text.next("@endfor");
        Open loop = open.pop();
        loopVariables.remove(loop.variable);
        Expression list = loop.list;
        if (list != null) {
            add(loop.hasElse
                    ? new TemplateNode.For(loop.variable, list, List.copyOf(loop.otherwise), List.copyOf(loop.nodes))
                    : new TemplateNode.For(loop.variable, list, List.copyOf(loop.nodes), List.of()));
        }
    }

    @Override
    public void onUnsafeCodePart(int depth, String code) {
        text.problem(text.next("$unsafe{"), "$unsafe is not allowed in a template of a manifest");
    }

    @Override
    public void onCodeStatement(int depth, String code) {
        text.problem(text.next("!{"), "code statements !{…} are not allowed in a template of a manifest");
    }

    @Override
    public void onImport(String name) {
        text.problem(text.next("@import"), "@import is not allowed in a template of a manifest");
    }

    @Override
    public void onParam(String parameter) {
        text.problem(text.next("@param"), "@param is not needed: the names are known ("
                + String.join(", ", KnownNames.all()) + ")");
    }

    @Override
    public void onTemplateCall(int depth, String name, List<String> parameters) {
        text.problem(text.next("@template"), "@template calls are not allowed in a template of a manifest");
    }

    @Override
    public void onError(String message) {
        int begin = text.withoutComments().indexOf("${", text.cursor());
        text.problem(begin < 0 ? text.cursor() : begin, firstLine(message));
        text.refuseProblems();
    }

    @Override
    public void onError(String message, int line) {
        onError(message);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    private void add(TemplateNode node) {
        open.element().nodes.add(node);
    }

    private Expression parse(String code, int begin) {
        try {
            Expression expression = new ExpressionParser(code, loopVariables).parse();
            collectNames(expression);
            return expression;
        } catch (ExpressionParser.Refused refused) {
            text.problem(begin + refused.offset(), String.valueOf(refused.getMessage()));
            return NOTHING;
        }
    }

    private void collectNames(Expression expression) {
        switch (expression) {
            case Expression.Name name -> used.add(name.name());
            case Expression.Literal literal -> {}
            case Expression.Nothing nothing -> {}
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
}
