package dev.podd.model;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool as a model is told of it; {@code schema} is the JSON Schema of its arguments. */
public record ToolSpec(String name, String description, JsonNode schema) {}
