package dev.podd.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.podd.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shape of a manifest, read from the records that it is bound to. */
final class Shapes {
    private static final Map<Class<?>, Function<Key, Shape>> SIMPLE = Map.of(
            String.class, key -> new Shape.Text(key.form()),
            Path.class, key -> new Shape.FilePath(),
            boolean.class, key -> new Shape.Flag(),
            int.class, key -> new Shape.Whole(key.atLeast(), key.atMost()),
            Integer.class, key -> new Shape.Whole(key.atLeast(), key.atMost()),
            Long.class, key -> new Shape.Whole(key.atLeast(), key.atMost()),
            Double.class, key -> new Shape.Real(key.atLeast(), key.atMost()),
            Duration.class, key -> new Shape.Seconds(),
            Limit.class, key -> new Shape.NumberOrFalse());

    private static final PropertyNamingStrategies.NamingBase SPELLING = new PropertyNamingStrategies.SnakeCaseStrategy();

    static final Shape.Section MANIFEST = section(Manifest.class, false, "");
    static final Shape.Section PROVIDER = section(Manifest.Provider.class, false, "");

    private Shapes() {}

    /** How a manifest spells a constant. */
    static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Shape.Section section(Class<?> type, boolean mayBeFalse, String shorthand) {
        Map<String, Shape.Entry> entries = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Shape.Entry entry = entry(component);
            entries.put(entry.name(), entry);
        }
        return new Shape.Section(entries, mayBeFalse, Optional.of(shorthand).filter(key -> !key.isEmpty()));
    }

    private static Shape.Entry entry(RecordComponent component) {
        Key key = Objects.requireNonNull(component.getAnnotation(Key.class), component::toString);
        Shape shape = shape(component.getGenericType(), key);
        return new Shape.Entry(name(component), shape, key.value(), otherwise(component, shape, key),
                key.isRequired(), List.of(key.aliases()),
                Optional.of(key.insteadOf()).filter(other -> !other.isEmpty()), key.mayHoldSecret(),
                key.isOfPerson());
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null ? named.value()
                : SPELLING.translate(component.getName());
    }

    /** A section, list or table that may not be null is there, empty, where it is left out. */
    private static @Nullable JsonNode otherwise(RecordComponent component, Shape shape, Key key) {
        if (!key.otherwise().isEmpty()) {
            return Json.read(key.otherwise());
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        return switch (shape) {
            case Shape.ListOf _ -> Json.mapper().createArrayNode();
            case Shape.MapOf _ -> Json.object();
            case Shape.Section _ -> Json.object();
            case Shape.Plain _ -> null;
        };
    }

    private static Shape shape(Type type, Key key) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] of = parameterized.getActualTypeArguments();
            return parameterized.getRawType() == List.class ? new Shape.ListOf(shape(of[0], key))
                    : new Shape.MapOf(shape(of[1], key));
        }
        Class<?> simple = (Class<?>) type;
        if (simple.isEnum()) {
            return new Shape.Word(Arrays.stream(simple.getEnumConstants()).map(Shapes::word).toList());
        }
        Function<Key, Shape> known = SIMPLE.get(simple);
        return known != null ? known.apply(key) : section(simple, key.mayBeFalse(), key.shorthand());
    }
}
