package dev.podd.pod;

import dev.podd.approval.Person;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection that opens a Pod: a person, what they work in, and the environment that they work in.
 *
 * @param person      who answers the Pod's questions
 * @param editor      what the person works in, for the system prompt ("Neovim 0.12", "terminal"); null when unknown
 * @param environment variables in which the Pod's keys are looked up, and of which its commands see what they need
 */
public record Client(Person person, @Nullable String editor, Map<String, String> environment) {
    public Client {
        environment = Map.copyOf(environment);
    }

    /** The variables, their values not: they may be secret. */
    @Override
    public String toString() {
        return "Client[editor=" + editor + ", environment=" + environment.keySet() + "]";
    }
}
