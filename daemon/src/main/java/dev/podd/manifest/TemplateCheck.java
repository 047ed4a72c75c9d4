package dev.podd.manifest;

import dev.podd.prompt.SystemPrompt;
import dev.podd.prompt.TemplateInvalid;
import dev.podd.prompt.TemplateProblem;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks the template of a system prompt, and tells what is wrong with it where the person wrote it. */
final class TemplateCheck {
    private static final String[] PROMPT = {"worker", "system_prompt"};

    private final Problems problems;

    TemplateCheck(Problems problems) {
        this.problems = problems;
    }

    /** A template inside a TOML text. */
    void inToml(Node.Table root, String text) {
        root.plain(String.class, PROMPT).ifPresent(template -> {
            Node.Origin at = root.at(PROMPT).orElse(root).origin();
            SourceText toml = new SourceText(text);
            int from = toml.start(at.place().line()) + at.place().column() - 1;
            List<Integer> offsets = TomlString.offsets(text, from);
            SourceText lines = new SourceText(template);
            for (TemplateProblem problem : wrong(template)) {
                int index = lines.start(problem.line()) + problem.column() - 1;
                int offset = offsets.get(Math.min(index, offsets.size() - 1));
                problems.template(new Node.Origin(at.source(), toml.place(offset, offset + 1)),
                        "worker.system_prompt: " + problem.message());
            }
        });
    }

    /** A template of an overlay, which has no lines: the place is the template's own. */
    void inOverlay(Node.Table root) {
        root.plain(String.class, PROMPT).ifPresent(template -> {
            String source = root.at(PROMPT).orElse(root).origin().source();
            wrong(template).forEach(problem -> problems.template(origin(source, problem),
                    "worker.system_prompt: " + problem.message()));
        });
    }

    /** The manifest with the template that stands in a file of its own, if it names one and gives none itself. */
    Node.Table withFile(Node.Table root) {
        Optional<String> file = root.plain(String.class, "worker", "system_prompt_file");
        if (file.isEmpty() || root.at(PROMPT).isPresent()
                || !(root.at("worker").orElse(root) instanceof Node.Table worker)) {
            return root;
        }
        Node.Origin named = worker.at("system_prompt_file").orElse(worker).origin();
        return read(file.get(), named).map(text -> {
            wrong(text).forEach(problem -> problems.template(origin(file.get(), problem), problem.message()));
            return root.with("worker", worker.with("system_prompt", new Node.Scalar(text, named)));
        }).orElse(root);
    }

    private Optional<String> read(String file, Node.Origin named) {
        try {
            return Optional.of(BoundedFile.text(Path.of(file), BoundedFile.MANIFEST_LIMIT));
        } catch (InvalidPathException reported) {
            return Optional.empty();
        } catch (IOException e) {
            problems.error(named, "worker.system_prompt_file: " + file + " " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<TemplateProblem> wrong(String template) {
        try {
            SystemPrompt.parse(template, true);
            return List.of();
        } catch (TemplateInvalid invalid) {
            return invalid.problems();
        }
    }

    private static Node.Origin origin(String source, TemplateProblem problem) {
        return new Node.Origin(source,
                new Place(problem.line(), problem.column(), problem.line(), problem.column() + 1));
    }
}
