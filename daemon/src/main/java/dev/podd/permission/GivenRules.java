package dev.podd.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.search.Glob;
import dev.podd.search.PatternException;
import dev.podd.state.PrivateTextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules that the person gave, in one file that all processes read anew at each question, so that a rule which is
 * taken back holds no more. Safe on every thread.
 */
public final class GivenRules {
    private static final int LIMIT = 4 * 1024 * 1024;

    private final PrivateTextFile file;
    private final Clock clock;
    private final Supplier<String> ids;

    /**
     * @param file need not exist
     * @param ids  a new id each
     */
    public GivenRules(Path file, Clock clock, Supplier<String> ids) {
        this.file = new PrivateTextFile(file, LIMIT);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * All of them, oldest first.
     *
     * @throws RulesNotKept the file is damaged or cannot be read
     */
    public List<GivenRule> all() {
        try {
            return read(file.read());
        } catch (IOException e) {
            throw new RulesNotKept(file.path(), e);
        }
    }

    /** Those that hold in a session; none where the file cannot be read, so that the person is asked. */
    public List<ToolRule> holdingIn(String session, Path folder) {
        try {
            return all().stream().filter(given -> given.holdsIn(session, folder)).map(GivenRule::rule).toList();
        } catch (RulesNotKept asIfNone) {
            return List.of();
        }
    }

    /**
     * Keeps a rule; one that is there already stays as it is.
     *
     * @param session null for one that holds in every session of the folder
     * @throws RulesNotKept it could not be kept
     */
    public void add(ToolRule rule, @Nullable String session, Path folder) {
        GivenRule added = new GivenRule(ids.get(), rule, session, folder, clock.instant());
        change(rules -> {
            boolean isThere = rules.stream().anyMatch(other -> other.rule().equals(rule)
                    && other.folder().equals(folder) && Objects.equals(other.session(), session));
            if (!isThere) {
                rules.add(added);
            }
        });
    }

    /**
     * Takes a rule back: from the next call on the person is asked again.
     *
     * @return whether it was there
     * @throws RulesNotKept the file could not be changed
     */
    public boolean revoke(String id) {
        return remove(given -> given.id().equals(id));
    }

    /** Forgets what held in a session only. */
    public void forget(String session) {
        if (all().stream().anyMatch(given -> session.equals(given.session()))) {
            remove(given -> session.equals(given.session()));
        }
    }

    private boolean remove(Predicate<GivenRule> which) {
        List<GivenRule> removed = new ArrayList<>();
        change(rules -> {
            rules.stream().filter(which).forEach(removed::add);
            rules.removeAll(removed);
        });
        return !removed.isEmpty();
    }

    private void change(Consumer<List<GivenRule>> change) {
        try {
            file.change(before -> {
                List<GivenRule> rules = new ArrayList<>(read(before));
                change.accept(rules);
                return write(rules);
            });
        } catch (IOException e) {
            throw new RulesNotKept(file.path(), e);
        }
    }

    private static List<GivenRule> read(@Nullable String text) throws IOException {
        try {
            List<GivenRule> rules = new ArrayList<>();
            for (JsonNode each : text == null ? Json.object() : Json.read(text).path("rules")) {
                rules.add(new GivenRule(required(each, "rule"), new ToolRule(glob(required(each, "tool")),
                        each.path("pattern").textValue(), action(required(each, "action"))),
                        each.path("session").textValue(), Path.of(required(each, "folder")),
                        Instant.parse(required(each, "createdAt"))));
            }
            return rules;
        } catch (JsonException | IllegalArgumentException | DateTimeParseException | PatternException e) {
            throw new IOException("it does not hold what Podd wrote there (" + e.getMessage() + "); mend or delete it",
                    e);
        }
    }

    private static String required(JsonNode rule, String name) {
        String value = rule.path(name).textValue();
        if (value == null) {
            throw new IllegalArgumentException("a rule has no " + name);
        }
        return value;
    }

    /** @throws PatternException it is none; found out here, where a person hears of it, and not at each call */
    private static String glob(String text) {
        var _ = Glob.of(text);
        return text;
    }

    private static PermissionAction action(String word) {
        return PermissionAction.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String write(List<GivenRule> rules) {
        ObjectNode all = Json.object();
        ArrayNode list = all.putArray("rules");
        for (GivenRule given : rules) {
            ObjectNode each = list.addObject().put("rule", given.id()).put("tool", given.rule().tool());
            if (given.rule().pattern() != null) {
                each.put("pattern", given.rule().pattern());
            }
            each.put("action", given.rule().action().name().toLowerCase(Locale.ROOT));
            if (given.session() != null) {
                each.put("session", given.session());
            }
            each.put("folder", given.folder().toString()).put("createdAt", given.createdAt().toString());
        }
        return all.toPrettyString() + "\n";
    }
}
