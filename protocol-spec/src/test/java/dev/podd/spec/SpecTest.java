package dev.podd.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The specification holds together, and the page made of it is the one in the repository. */
class SpecTest {
    private final Spec spec = SpecReader.read(Path.of("spec"));

    @Test
    void everyTypeThatIsNamedIsThereAndEveryTypeThatIsThereIsNamed() {
        Set<String> named = new TreeSet<>();
        for (Method method : spec.methods()) {
            named.add(method.params().name());
            if (method.result() != null) {
                named.add(method.result().name());
            }
        }
        spec.types().values().stream().flatMap(type -> fields(type).stream())
                .forEach(field -> named.add(field.type().name()));
        named.removeIf(name -> TypeName.of(name).isBasic());
        assertThat(named).containsExactlyElementsOf(new TreeSet<>(spec.types().keySet()));
    }

    @Test
    void everyErrorThatAMethodGivesIsInTheTable() {
        spec.methods().stream().flatMap(method -> method.errors().stream()).forEach(spec::error);
        assertThat(spec.errors()).extracting(ErrorCode::name).doesNotHaveDuplicates();
    }

    @Test
    void methodsNotificationsAndResultsFitTogether() {
        assertThat(spec.methods()).extracting(Method::name).doesNotHaveDuplicates();
        assertThat(spec.methods()).allSatisfy(method -> assertThat(method.result() == null)
                .as(method.name()).isEqualTo(method.kind() == Method.Kind.NOTIFICATION));
    }

    @Test
    void noFieldOrVariantIsNamedTwice() {
        for (NamedType type : spec.types().values()) {
            if (type instanceof NamedType.Union union) {
                assertThat(union.variants()).extracting(NamedType.Structure::name).doesNotHaveDuplicates();
                union.variants().forEach(SpecTest::assertFieldsDiffer);
            } else if (type instanceof NamedType.Structure structure) {
                assertFieldsDiffer(structure);
            }
        }
    }

    @Test
    void everyDocIsASentence() {
        Set<String> docs = new HashSet<>();
        spec.methods().forEach(method -> docs.add(method.doc()));
        spec.types().values().forEach(type -> docs.add(type.doc()));
        spec.types().values().forEach(type -> fields(type).forEach(field -> docs.add(field.doc())));
        spec.errors().forEach(error -> docs.add(error.when()));
        assertThat(docs).allMatch(doc -> doc.endsWith("."));
    }

    @Test
    void theReferencePageIsCurrent() throws IOException {
        assertCurrent("reference.md", ReferencePage.of(spec, Transcript.all(Path.of("transcripts"))));
    }

    @Test
    void theTypesOfTheVsCodeExtensionAreCurrent() throws IOException {
        assertCurrent("../editor-clients/vscode/src/protocol.ts", ClientTypes.typeScript(spec));
    }

    @Test
    void theTypesOfTheNeovimPluginAreCurrent() throws IOException {
        assertCurrent("../editor-clients/neovim/lua/podd/protocol.lua", ClientTypes.lua(spec));
    }

    private static void assertCurrent(String name, String made) throws IOException {
        Path file = Path.of(name);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(file.toAbsolutePath().normalize().getParent());
            Files.writeString(file, made);
        }
        assertThat(made).as("%s: mvn -pl protocol-spec test -Dgolden=write writes it", name)
                .isEqualTo(Files.readString(file));
    }

    private static void assertFieldsDiffer(NamedType.Structure structure) {
        assertThat(structure.fields()).extracting(NamedType.Field::name).as(structure.name()).doesNotHaveDuplicates();
    }

    private static List<NamedType.Field> fields(NamedType type) {
        return switch (type) {
            case NamedType.Structure structure -> structure.fields();
            case NamedType.Union union -> {
                List<NamedType.Field> fields = new ArrayList<>();
                union.variants().forEach(variant -> fields.addAll(variant.fields()));
                yield fields;
            }
            case NamedType.Enumeration texts -> List.of();
        };
    }
}
