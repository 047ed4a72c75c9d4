package dev.podd.item;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who speaks in a message. */
public enum Role {
    @JsonProperty("user")
    USER,
    @JsonProperty("assistant")
    ASSISTANT,
    /** Podd itself, in the conversation: a summary, a notice. Sent as the user's where a wire format has no such role. */
    @JsonProperty("system")
    SYSTEM
}
