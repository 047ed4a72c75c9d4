package dev.podd.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rendering of a template, within limits. */
final class Rendering {
    private static final int MOST_STEPS = 100_000;
    private static final int MOST_TEXT = 1 << 20;

    private final Map<String, @Nullable Object> values;
    private final Map<String, Object> variables = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int steps;

    Rendering(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    String of(List<TemplateNode> nodes) {
        render(nodes);
        return text.toString();
    }

    private void render(List<TemplateNode> nodes) {
        for (TemplateNode node : nodes) {
            count();
            switch (node) {
                case TemplateNode.Text plain -> text.append(plain.text());
                case TemplateNode.Value value -> text.append(shown(value.expression().value(this::value)));
                case TemplateNode.If choice -> render(chosen(choice));
                case TemplateNode.For loop -> repeat(loop);
            }
        }
    }

    private List<TemplateNode> chosen(TemplateNode.If choice) {
        for (TemplateNode.Branch branch : choice.branches()) {
            if (branch.condition().isTrue(this::value)) {
                return branch.body();
            }
        }
        return choice.otherwise();
    }

    private void repeat(TemplateNode.For loop) {
        List<?> list = loop.list().value(this::value) instanceof List<?> found ? found : List.of();
        if (list.isEmpty()) {
            render(loop.otherwise());
        }
        for (Object element : list) {
            variables.put(loop.variable(), element);
            render(loop.body());
        }
        variables.remove(loop.variable());
    }

    private @Nullable Object value(String name) {
        return variables.containsKey(name) ? variables.get(name) : values.get(name);
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> String.join(", ", list.stream().map(String::valueOf).toList());
            case Double number when number == Math.rint(number) -> String.valueOf(number.longValue());
            default -> value.toString();
        };
    }

    private void count() {
        if (++steps > MOST_STEPS || text.length() > MOST_TEXT) {
            throw new TemplateFailed("the system prompt grows beyond " + MOST_STEPS + " steps or " + MOST_TEXT
                    + " characters");
        }
    }
}
