package dev.podd.sandbox;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment variables that a command sees: those of the daemon without secrets. A variable is a secret if Podd
 * uses it as a key, or if its name says so.
 */
public final class ChildEnvironment {
    /** Whole words at the end of a name: {@code GITHUB_TOKEN} is one, {@code TOKENIZERS} is not. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(.*_)?(KEYS?|KEY_BASE(64)?|PAT|PASSPHRASE|CREDENTIALS?)|.+_TOKENS?|TOKEN|.*(SECRETS?|PASSWORDS?|PASSWD)|.+_PWD",
            Pattern.CASE_INSENSITIVE);

    /** A command has no terminal: nothing may page, colour or ask. */
    private static final Map<String, String> NO_TERMINAL = Map.of("TERM", "dumb", "PAGER", "cat", "GIT_PAGER", "cat",
            "GIT_TERMINAL_PROMPT", "0");

    private final Map<String, String> variables;

    private ChildEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** All of {@code daemon} but secrets, {@code keys} being the variables that hold keys of providers. */
    public static ChildEnvironment from(Map<String, String> daemon, Collection<String> keys) {
        Map<String, String> kept = new TreeMap<>(daemon);
        kept.keySet().removeIf(name -> keys.contains(name) || SECRET_NAME.matcher(name).matches());
        kept.putAll(NO_TERMINAL);
        return new ChildEnvironment(kept);
    }

    /** The same without these variables. */
    ChildEnvironment without(Collection<String> keys) {
        Map<String, String> kept = new TreeMap<>(variables);
        kept.keySet().removeAll(keys);
        return new ChildEnvironment(kept);
    }

    Map<String, String> variables() {
        return variables;
    }
}
