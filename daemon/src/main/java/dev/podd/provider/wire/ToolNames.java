package dev.podd.provider.wire;

import dev.podd.model.ToolSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of tools as wire formats spell them: providers take letters, digits, '_' and '-' only, 64 at most, and refuse the
 * whole request for one name with a dot, even in a call of long ago. A dot becomes "__"; a name that would be too long,
 * or that another could be mistaken for, ends with a hash of itself. Names are found again when the model calls.
 */
public final class ToolNames {
    /** No two of them are spelled alike: each "__" was a dot. */
    private static final Pattern PLAIN = Pattern
            .compile("[a-zA-Z0-9-]+(_[a-zA-Z0-9-]+)*(\\.[a-zA-Z0-9-]+(_[a-zA-Z0-9-]+)*)*");
    private static final Pattern FOREIGN = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final int LONGEST = 64;

    private final Map<String, String> wireNames = new HashMap<>();
    private final Map<String, String> ourNames = new HashMap<>();

    public ToolNames(List<ToolSpec> tools) {
        for (ToolSpec tool : tools) {
            String wire = spell(tool.name());
            for (int n = 2; ourNames.containsKey(wire); n++) {
                wire = ending(wire, "_" + n);
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

    /** The same for a name whatever other tools there are. */
    private static String spell(String name) {
        String dotted = name.replace(".", "__");
        return PLAIN.matcher(name).matches() && dotted.length() <= LONGEST ? dotted
                : ending(FOREIGN.matcher(dotted).replaceAll("_"), String.format("_%08x", name.hashCode()));
    }

    private static String ending(String text, String end) {
        return text.substring(0, Math.min(text.length(), LONGEST - end.length())) + end;
    }
}
