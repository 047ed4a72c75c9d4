package dev.podd.provider.wire;

import dev.podd.usage.Price;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What vendors take for their own models, {@code prices.tsv}, which says where each figure is from and of when. A model
 * that is not there has no price here.
 */
public final class ListPrices {
    private static final String TABLE = "prices.tsv";
    /** As in {@code claude-haiku-4-5-20251001}, {@code gpt-5-2025-08-07}. */
    private static final Pattern SNAPSHOT = Pattern.compile("-\\d{8}$|-\\d{4}-\\d{2}-\\d{2}$");

    private final Map<String, Price> byName;

    private ListPrices(Map<String, Price> byName) {
        this.byName = byName;
    }

    /** The table that ships. */
    public static ListPrices shipped() {
        try (InputStream table = ListPrices.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException(TABLE + " is missing from the program");
            }
            return read(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE + " cannot be read", e);
        }
    }

    private static ListPrices read(String table) {
        Map<String, Price> byName = new LinkedHashMap<>();
        table.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] row = line.split("\\s+", -1);
            byName.put(row[0] + "/" + row[1], new Price(Double.parseDouble(row[2]), Double.parseDouble(row[3]),
                    Double.valueOf(row[4]), Double.valueOf(row[5])));
        });
        return new ListPrices(byName);
    }

    /** The models of a provider that have a price, the newest first. */
    public List<String> models(String kind) {
        String prefix = kind + "/";
        return byName.keySet().stream().filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length())).toList();
    }

    /** @param kind the provider's, as in a manifest */
    public @Nullable Price of(String kind, String model) {
        return byName.get(kind + "/" + SNAPSHOT.matcher(model).replaceFirst(""));
    }
}
