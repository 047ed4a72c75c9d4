package dev.podd.item;

/**
 * Why a turn ended with an error.
 *
 * @param code    its name, as in the wire's table of errors ("providerFailed")
 * @param message for the person
 */
public record TurnError(String code, String message) {}
