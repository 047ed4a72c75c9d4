package dev.podd.shell;

/** A variable given a value; {@code name} without a subscript. */
public record Assignment(String name, Word value) {
    /** Names that change no program into another and no option of one into a command. */
    boolean isHarmless() {
        return HarmlessVariables.contain(name);
    }
}
