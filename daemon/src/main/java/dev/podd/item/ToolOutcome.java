package dev.podd.item;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a tool call ended. */
public enum ToolOutcome {
    @JsonProperty("ok")
    OK,
    @JsonProperty("error")
    ERROR,
    /** The person, a rule or a hook said no; the tool did not run. */
    @JsonProperty("denied")
    DENIED,
    /** Stopped, or never begun, because the turn was stopped or lost. */
    @JsonProperty("cancelled")
    CANCELLED
}
