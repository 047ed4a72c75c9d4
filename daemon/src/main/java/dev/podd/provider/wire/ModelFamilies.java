package dev.podd.provider.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of known models, {@code models.tsv}: the longest prefix of a model's name decides. */
public final class ModelFamilies {
    private static final String TABLE = "models.tsv";

    private final Map<String, ModelFamily> byPrefix;

    private ModelFamilies(Map<String, ModelFamily> byPrefix) {
        this.byPrefix = byPrefix;
    }

    /** The table that ships. */
    public static ModelFamilies shipped() {
        try (InputStream table = ModelFamilies.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException(TABLE + " is missing from the program");
            }
            return read(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE + " cannot be read", e);
        }
    }

    static ModelFamilies read(String table) {
        Map<String, ModelFamily> byPrefix = new HashMap<>();
        table.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] row = line.split("\\s+", -1);
            byPrefix.put(row[0], new ModelFamily(number(row[1]), outputOf(row[2]),
                    ModelFamily.Reasoning.valueOf(row[3].toUpperCase(Locale.ROOT)), row[4].equals("yes")));
        });
        return new ModelFamilies(byPrefix);
    }

    /** A vendor in front of the name, as in "anthropic/claude-…", does not count. */
    public ModelFamily of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        for (int length = name.length(); length > 0; length--) {
            ModelFamily family = byPrefix.get(name.substring(0, length));
            if (family != null) {
                return family;
            }
        }
        return ModelFamily.UNKNOWN;
    }

    private static @Nullable Long number(String cell) {
        return cell.equals("-") ? null : Long.valueOf(cell);
    }

    private static @Nullable Integer outputOf(String cell) {
        return cell.equals("-") ? null : Integer.valueOf(cell);
    }
}
