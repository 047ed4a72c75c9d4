package dev.podd.prompt;

/** What is wrong with a template; line and column count from 1, columns in UTF-16 units. */
public record TemplateProblem(int line, int column, String message) {}
