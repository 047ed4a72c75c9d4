package dev.podd.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A manifest in the making: layers are read and checked one by one, then laid over each other. Used once. */
final class Draft {
    private final Problems problems;
    private final Path workspaceFolder;
    private final Function<String, @Nullable String> environment;
    private final List<Layer> layers = new ArrayList<>();

    Draft(Problems problems, Path workspaceFolder, Function<String, @Nullable String> environment) {
        this.problems = problems;
        this.workspaceFolder = workspaceFolder;
        this.environment = environment;
        layers.add(BuiltIn.layer(workspaceFolder));
    }

    /**
     * @param folder   where its relative paths begin; null for the working directory
     * @param isOfPerson whether it is the person's own file, which may say what counts for all sessions
     */
    void addToml(String source, @Nullable Path folder, String text, boolean isOfPerson) {
        Node.Table root = TomlReader.read(source, text, problems);
        new TemplateCheck(problems).inToml(root, text);
        add(folder, root, isOfPerson);
    }

    void addOverlay(String json) {
        Node.Table root = JsonReader.read(json, problems);
        new TemplateCheck(problems).inOverlay(root);
        add(null, root, false);
    }

    private void add(@Nullable Path folder, Node.Table root, boolean isOfPerson) {
        new Checker(problems).check(root);
        Node.Table usual = Spelling.usual(root);
        layers.add(new Layer(folder, isOfPerson ? usual : withoutKeysOfPerson(usual)));
    }

    private Node.Table withoutKeysOfPerson(Node.Table root) {
        Map<String, Node.Member> members = new LinkedHashMap<>(root.members());
        Shapes.MANIFEST.entries().values().stream().filter(Shape.Entry::isOfPerson).forEach(entry -> {
            Node.Member passedOver = members.remove(entry.name());
            if (passedOver != null) {
                problems.warning(passedOver.key(), entry.name() + ": passed over here; it counts for all sessions, so"
                        + " it is read from your own pod.toml alone");
            }
        });
        return new Node.Table(members, root.origin());
    }

    /** The working directory as the highest layer has it that names one, absolute; it may not exist. */
    Path pwd() {
        return layers.reversed().stream().flatMap(this::pwd).findFirst().orElse(workspaceFolder);
    }

    private Stream<Path> pwd(Layer layer) {
        return layer.root().plain(String.class, "pod", "pwd").filter(Shape::isWellFormed)
                .map(written -> paths(layer, workspaceFolder).absolute(written)).stream();
    }

    /** All layers as one, with what is missing or does not go together noted. */
    Node.Table merged() {
        Path pwd = pwd();
        Node.Table merged = layers.stream().map(layer -> paths(layer, pwd).in(layer.root()))
                .reduce(Merge::over).orElseThrow();
        Node.Table whole = SummariserDefaults.completed(merged);
        new Required(problems).check(whole, Shapes.MANIFEST, "");
        new Sense(problems).check(whole);
        new ToolNamesCheck(problems, whole).check();
        return new TemplateCheck(problems).withFile(whole);
    }

    private AbsolutePaths paths(Layer layer, Path otherwise) {
        Path folder = layer.folder();
        return new AbsolutePaths(folder == null ? otherwise : folder, environment);
    }
}
