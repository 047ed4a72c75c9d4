package dev.podd.provider.wire;

import dev.podd.model.ToolSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of tools as wire formats spell them: providers take letters, digits, '_' and '-' only, and refuse the whole
 * request for one name with a dot, even in a call of long ago. Ours are found again when the model calls.
 */
public final class ToolNames {
    private static final Pattern FOREIGN = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final int LONGEST = 64;

    private final Map<String, String> wireNames = new HashMap<>();
    private final Map<String, String> ourNames = new HashMap<>();

    public ToolNames(List<ToolSpec> tools) {
        for (ToolSpec tool : tools) {
            String wire = spell(tool.name());
            for (int n = 2; ourNames.containsKey(wire); n++) {
                String end = "_" + n;
                wire = spell(tool.name()).substring(0, Math.min(spell(tool.name()).length(), LONGEST - end.length()))
                        + end;
            }
            ourNames.put(wire, tool.name());
            wireNames.put(tool.name(), wire);
        }
    }

    public String toWire(String name) {
        String known = wireNames.get(name);
        return known != null ? known : spell(name);
    }

    public String fromWire(String name) {
        return ourNames.getOrDefault(name, name);
    }

    private static String spell(String name) {
        String safe = FOREIGN.matcher(name).replaceAll("_");
        return safe.isEmpty() ? "_" : safe.substring(0, Math.min(safe.length(), LONGEST));
    }
}
