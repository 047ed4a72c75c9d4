package dev.podd.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code against the map in ARCHITECTURE.md: each arrow between packages, each library, each first sentence. */
final class ArchitectureTest {
    private static final String ROOT = "dev.podd.";
    /** Made by the template compiler, called by {@code prompt} only. */
    private static final String GENERATED = "prompt.generated";
    /** Files whose names may occur in several packages. */
    private static final Set<String> AMBIGUOUS = Set.of("package-info.java");
    private static final Path SOURCES = Path.of("src/main/java/dev/podd");

    private final ArchitectureTable table = ArchitectureTable.read();
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")).importPackages("dev.podd");

    @Test
    void everyPackageHasARowAndEveryRowAPackage() throws IOException {
        assertThat(packages()).containsExactlyInAnyOrderElementsOf(table.rows().keySet());
    }

    @Test
    void packagesImportOnlyWhatTheirRowsAllow() {
        Set<String> strays = new TreeSet<>();
        for (Dependency arrow : arrows()) {
            String from = home(arrow.getOriginClass()).orElseThrow();
            home(arrow.getTargetClass()).filter(to -> !to.equals(from) && !row(from).mayImport(to))
                    .ifPresent(to -> strays.add(from + " imports " + to + ": "
                            + arrow.getOriginClass().getSimpleName() + " -> "
                            + arrow.getTargetClass().getSimpleName()));
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void libraryIsSeenOnlyByThePackagesThatNameIt() {
        Set<String> strays = new TreeSet<>();
        for (Dependency arrow : arrows()) {
            String from = home(arrow.getOriginClass()).orElseThrow();
            String target = arrow.getTargetClass().getName();
            for (String library : table.guardedLibraries()) {
                boolean sees = target.equals(library) || target.startsWith(library + ".")
                        || target.startsWith(library + "$");
                if (sees && !row(from).libraries().contains(library)) {
                    strays.add(from + " sees " + library + " in " + arrow.getOriginClass().getSimpleName());
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    /** A reader who meets a name knows which type is meant. */
    @Test
    void noTwoTopLevelTypesShareASimpleName() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !AMBIGUOUS.contains(name))).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyPackageSaysInItsFirstSentenceWhatItsRowSays() throws IOException {
        for (String name : packages()) {
            String info = Files.readString(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java"));
            String text = info.replaceAll("\\s*\\n \\* ?", " ");
            assertThat(text).as(name).contains(row(name).sentence()).contains("@NullMarked");
        }
    }

    private Stream<Dependency> dependencies(JavaClass from) {
        return from.getDirectDependenciesFromSelf().stream();
    }

    private Set<Dependency> arrows() {
        return classes.stream().filter(each -> home(each).filter(name -> !name.equals(GENERATED)).isPresent())
                .flatMap(this::dependencies).collect(Collectors.toSet());
    }

    private ArchitectureTable.Row row(String name) {
        return Optional.ofNullable(table.rows().get(name)).orElseThrow(() -> new AssertionError("no row for " + name));
    }

    private static Optional<String> home(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? Optional.of(name.substring(ROOT.length())) : Optional.empty();
    }

    private static Set<String> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> SOURCES.relativize(file).getParent().toString().replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
