package dev.podd.pod;

import dev.podd.approval.OpenQuestions;
import dev.podd.permission.GivenRules;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What decides about a Pod's tool calls besides its manifest.
 *
 * @param questions   those that wait for a person
 * @param isTrusted   whether the workspace is trusted now
 * @param otherWriter names another Pod that may write the same tree, or nothing
 * @param given      rules that the person gave with earlier answers
 */
public record Oversight(OpenQuestions questions, BooleanSupplier isTrusted, Supplier<String> otherWriter,
        GivenRules given) {}
