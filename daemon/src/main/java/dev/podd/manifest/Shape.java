package dev.podd.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.manifest.Key.Form;
import dev.podd.search.Glob;
import dev.podd.search.PatternException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value of a manifest may be. */
sealed interface Shape {
    /** In words, for "expected …". */
    String expected();

    /** What holds nothing else. */
    sealed interface Plain extends Shape {
        /** Whether a plain value, as a reader gives it, is one. */
        boolean fits(Object value);
    }

    /** Any text, or text of a certain form; it holds neither NUL nor half a surrogate pair. */
    record Text(Form form) implements Plain {
        private static final int MAX_PORT = 65_535;
        /** How variables are usually spelled; and, up to a length that no key has, how else they may be. */
        private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*|[A-Za-z_][A-Za-z0-9_]{0,29}");

        @Override
        public boolean fits(Object value) {
            return value instanceof String text && isWellFormed(text) && switch (form) {
                case URL -> isUrl(text);
                case VARIABLE -> VARIABLE.matcher(text).matches();
                case NAMES -> isReadable(() -> Glob.of(text));
                case GLOB -> isReadable(() -> Glob.ofText(text));
                case TEXT, TEMPLATE, TARGET, COMMAND, SHELL -> true;
            };
        }

        @Override
        public String expected() {
            return switch (form) {
                case URL -> "an http or https URL";
                case VARIABLE -> "the name of an environment variable, such as ANTHROPIC_API_KEY";
                case NAMES -> "a glob such as read, mcp.* or {edit,write}";
                case GLOB -> "a glob of at most 2000 characters";
                case TEXT, TEMPLATE, TARGET, COMMAND, SHELL -> "text";
            };
        }

        private static boolean isReadable(Supplier<Glob> glob) {
            try {
                var _ = glob.get();
                return true;
            } catch (PatternException e) {
                return false;
            }
        }

        private static boolean isUrl(String text) {
            try {
                URI uri = new URI(text);
                return uri.getHost() != null && uri.getPort() <= MAX_PORT
                        && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    /** Text that names a file or folder. */
    record FilePath() implements Plain {
        @Override
        public boolean fits(Object value) {
            return value instanceof String text && !text.isBlank() && isWellFormed(text);
        }

        @Override
        public String expected() {
            return "a path";
        }
    }

    /** One of a few words. */
    record Word(List<String> words) implements Plain {
        @Override
        public boolean fits(Object value) {
            return value instanceof String text && words.contains(text);
        }

        @Override
        public String expected() {
            return "one of " + String.join(", ", words);
        }
    }

    record Flag() implements Plain {
        @Override
        public boolean fits(Object value) {
            return value instanceof Boolean;
        }

        @Override
        public String expected() {
            return "true or false";
        }
    }

    /** A whole number. */
    record Whole(double least, double most) implements Plain {
        @Override
        public boolean fits(Object value) {
            return value instanceof Long number && number >= least && number <= most;
        }

        @Override
        public String expected() {
            return "a whole number" + Shape.bounds(least, most);
        }
    }

    /** A number, whole or not. */
    record Real(double least, double most) implements Plain {
        @Override
        public boolean fits(Object value) {
            return value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most;
        }

        @Override
        public String expected() {
            return "a number" + Shape.bounds(least, most);
        }
    }

    /** Time in seconds; never none. */
    record Seconds() implements Plain {
        /** A day: enough for whatever is waited for, and far from overflow. */
        static final double MOST = 86_400;

        @Override
        public boolean fits(Object value) {
            return value instanceof Number number && number.doubleValue() > 0 && number.doubleValue() <= MOST;
        }

        @Override
        public String expected() {
            return "a number of seconds, more than 0 and at most 86400";
        }
    }

    /** A whole number from 1, or false. */
    record NumberOrFalse() implements Plain {
        @Override
        public boolean fits(Object value) {
            return (value instanceof Long number && number >= 1 && number <= Integer.MAX_VALUE)
                    || Boolean.FALSE.equals(value);
        }

        @Override
        public String expected() {
            return "a whole number, at least 1, or false";
        }
    }

    record ListOf(Shape each) implements Shape {
        @Override
        public String expected() {
            return each instanceof Section ? "a list of tables" : "a list";
        }
    }

    /** A table whose keys are names that the person chooses. */
    record MapOf(Shape each) implements Shape {
        @Override
        public String expected() {
            return "a table";
        }
    }

    /**
     * A table whose keys are known.
     *
     * @param shorthand the key whose value may stand in place of the table
     */
    record Section(Map<String, Entry> entries, boolean mayBeFalse, Optional<String> shorthand) implements Shape {
        @Override
        public String expected() {
            return (mayBeFalse ? "a table or false" : "a table")
                    + shortEntry().map(entry -> ", or " + entry.shape().expected()).orElse("");
        }

        Optional<Entry> shortEntry() {
            return shorthand.map(entries::get);
        }

        /** The entry that is spelled so, today or formerly. */
        Optional<Entry> find(String key) {
            Entry entry = entries.get(key);
            return entry != null ? Optional.of(entry)
                    : entries.values().stream().filter(each -> each.aliases().contains(key)).findFirst();
        }
    }

    /**
     * A known key.
     *
     * @param otherwise the value when it is left out; null for none
     * @param insteadOf the key that says the same in another way
     * @param isSecret  whether its value is never shown
     * @param isOfPerson whether it is taken from the person's own file alone
     */
    record Entry(String name, Shape shape, String says, @Nullable JsonNode otherwise, boolean isRequired,
            List<String> aliases, Optional<String> insteadOf, boolean isSecret, boolean isOfPerson) {
        static Entry of(String name, Shape shape, String says) {
            return new Entry(name, shape, says, null, false, List.of(), Optional.empty(), false, false);
        }

        Entry otherwise(JsonNode value) {
            return new Entry(name, shape, says, value, isRequired, aliases, insteadOf, isSecret, isOfPerson);
        }

        Entry required() {
            return new Entry(name, shape, says, otherwise, true, aliases, insteadOf, isSecret, isOfPerson);
        }

        Entry formerly(String... names) {
            return new Entry(name, shape, says, otherwise, isRequired, List.of(names), insteadOf, isSecret, isOfPerson);
        }

        Entry insteadOf(String other) {
            return new Entry(name, shape, says, otherwise, isRequired, aliases, Optional.of(other), isSecret,
                    isOfPerson);
        }

        Entry secret() {
            return new Entry(name, shape, says, otherwise, isRequired, aliases, insteadOf, true, isOfPerson);
        }

        Entry ofPerson() {
            return new Entry(name, shape, says, otherwise, isRequired, aliases, insteadOf, isSecret, true);
        }
    }

    /** Whether a text can be a name or a path: no NUL, and no half of a surrogate pair, which no encoding can write. */
    static boolean isWellFormed(String text) {
        return text.indexOf('\0') < 0
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String bounds(double least, double most) {
        List<String> bounds = new ArrayList<>();
        if (Double.isFinite(least)) {
            bounds.add(", at least " + text(least));
        }
        if (Double.isFinite(most) && most < Integer.MAX_VALUE) {
            bounds.add((bounds.isEmpty() ? ", " : " and ") + "at most " + text(most));
        }
        return String.join("", bounds);
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}
