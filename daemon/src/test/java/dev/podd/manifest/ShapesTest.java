package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.podd.json.Json;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Writes the source of {@link Shapes} from the records of a manifest, and holds the one that is there against it. Reading
 * the records at each start took 14 of 213 ms to an open Pod.
 */
final class ShapesTest {
    private static final Path CHECKED_IN = Path.of("src/main/java/dev/podd/manifest/Shapes.java");
    private static final PropertyNamingStrategies.NamingBase SPELLING = new PropertyNamingStrategies.SnakeCaseStrategy();
    private static final String SHAPE = "new Shape.";
    private static final Map<Class<?>, Function<Key, String>> SIMPLE = Map.of(
            String.class, key -> SHAPE + "Text(Key.Form." + key.form() + ")",
            Path.class, _ -> SHAPE + "FilePath()",
            boolean.class, _ -> SHAPE + "Flag()",
            int.class, key -> SHAPE + "Whole(" + bounds(key) + ")",
            Integer.class, key -> SHAPE + "Whole(" + bounds(key) + ")",
            Long.class, key -> SHAPE + "Whole(" + bounds(key) + ")",
            Double.class, key -> SHAPE + "Real(" + bounds(key) + ")",
            Duration.class, _ -> SHAPE + "Seconds()",
            Limit.class, _ -> SHAPE + "NumberOrFalse()");
    private static final String HEAD = """
            package dev.podd.manifest;

            import dev.podd.json.Json;
            import java.util.LinkedHashMap;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;

            /** The shape of a manifest. Written by ShapesTest from the records that it is bound to, with -Dgolden=write. */
            final class Shapes {
            """;
    private static final String END = """

                static final Shape.Section MANIFEST = new Shape.Section(ofManifest, false, Optional.empty());
                static final Shape.Section PROVIDER = new Shape.Section(ofProvider, false, Optional.empty());

                private Shapes() {}

                private static Map<String, Shape.Entry> entries(Shape.Entry... entries) {
                    Map<String, Shape.Entry> byName = new LinkedHashMap<>();
                    for (Shape.Entry entry : entries) {
                        byName.put(entry.name(), entry);
                    }
                    return byName;
                }
            }
            """;

    /** Source of the entries of each record, those first that others hold. */
    private final Map<Class<?>, String> sections = new LinkedHashMap<>();

    @Test
    void theShapesAreThoseOfTheRecords() throws IOException {
        section(Manifest.class);
        String source = HEAD + String.join("", sections.values()) + END.replace("ofManifest", constant(Manifest.class))
                .replace("ofProvider", constant(Manifest.Provider.class));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(CHECKED_IN, source);
        }
        assertThat(Files.readString(CHECKED_IN)).as("Shapes.java is not current; rewrite it with"
                + " mvn -pl daemon test -Dtest=ShapesTest -Dgolden=write, and let Spotless format it")
                .isEqualToIgnoringWhitespace(source);
    }

    private static String constant(Class<?> type) {
        return SPELLING.translate(type.getSimpleName()).toUpperCase(Locale.ROOT) + "_KEYS";
    }

    private void section(Class<?> type) {
        if (!sections.containsKey(type)) {
            String entries = Stream.of(type.getRecordComponents()).map(this::entry)
                    .collect(Collectors.joining(",\n            "));
            sections.put(type, "    private static final Map<String, Shape.Entry> " + constant(type)
                    + " = entries(\n            " + entries + ");\n");
        }
    }

    private String entry(RecordComponent component) {
        Key key = Objects.requireNonNull(component.getAnnotation(Key.class), component::toString);
        return "Shape.Entry.of(" + quoted(SPELLING.translate(component.getName())) + ", "
                + shape(component.getGenericType(), key) + ", " + quoted(key.value()) + ")"
                + otherwise(component, key)
                + (key.isRequired() ? ".required()" : "")
                + (key.aliases().length == 0 ? "" : ".formerly(" + quoted(key.aliases()) + ")")
                + (key.insteadOf().isEmpty() ? "" : ".insteadOf(" + quoted(key.insteadOf()) + ")")
                + (key.mayHoldSecret() ? ".secret()" : "")
                + (key.isOfPerson() ? ".ofPerson()" : "");
    }

    private static String quoted(String... texts) {
        return Stream.of(texts).map(Json::write).collect(Collectors.joining(", "));
    }

    /** A section, list or table that may not be null is there, empty, where it is left out. */
    private static String otherwise(RecordComponent component, Key key) {
        Class<?> type = component.getType();
        if (!key.otherwise().isEmpty()) {
            return ".otherwise(Json.read(" + quoted(key.otherwise()) + "))";
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class) || type.isEnum()
                || SIMPLE.containsKey(type)) {
            return "";
        }
        return type == List.class ? ".otherwise(Json.mapper().createArrayNode())" : ".otherwise(Json.object())";
    }

    private String shape(Type type, Key key) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] of = parameterized.getActualTypeArguments();
            return parameterized.getRawType() == List.class ? SHAPE + "ListOf(" + shape(of[0], key) + ")"
                    : SHAPE + "MapOf(" + shape(of[1], key) + ")";
        }
        Class<?> simple = (Class<?>) type;
        if (simple.isEnum()) {
            return SHAPE + "Word(List.of(" + quoted(Arrays.stream(simple.getEnumConstants())
                    .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toArray(String[]::new)) + "))";
        }
        Function<Key, String> known = SIMPLE.get(simple);
        if (known != null) {
            return known.apply(key);
        }
        section(simple);
        return SHAPE + "Section(" + constant(simple) + ", " + key.mayBeFalse() + ", "
                + (key.shorthand().isEmpty() ? "Optional.empty()" : "Optional.of(" + quoted(key.shorthand()) + ")")
                + ")";
    }

    private static String bounds(Key key) {
        return bound(key.atLeast()) + ", " + bound(key.atMost());
    }

    private static String bound(double bound) {
        return bound == Double.NEGATIVE_INFINITY ? "Double.NEGATIVE_INFINITY"
                : bound == Double.POSITIVE_INFINITY ? "Double.POSITIVE_INFINITY"
                : bound == Integer.MAX_VALUE ? "Integer.MAX_VALUE" : String.valueOf(bound);
    }
}
