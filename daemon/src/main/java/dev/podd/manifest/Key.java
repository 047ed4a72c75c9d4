package dev.podd.manifest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key of a manifest means and takes. It stands on the component that the key is bound to; the checker, the
 * defaults and the JSON Schema all have it from here, by way of {@link Shapes}, so that none of them can say something
 * else.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Key {
    /** One sentence for whoever writes the manifest. */
    String value();

    /** The value of a key that is left out, as JSON; empty for none. */
    String otherwise() default "";

    double atLeast() default Double.NEGATIVE_INFINITY;

    double atMost() default Double.POSITIVE_INFINITY;

    /** Whether it, or the one it stands for, must be given. */
    boolean isRequired() default false;

    /** Older spellings that are taken too. */
    String[] aliases() default {};

    Form form() default Form.TEXT;

    /** The key of the same section that says the same in another way: only one of them may be given. */
    String insteadOf() default "";

    /** Whether it counts for all sessions of the person, so that it is taken from the person's own file alone. */
    boolean isOfPerson() default false;

    /** Whether {@code false} in place of the whole section switches it off. */
    boolean mayBeFalse() default false;

    /** The key of a section whose value may stand in place of the whole section; empty for none. */
    String shorthand() default "";

    /** Whether a person may have put a key there by mistake, or on purpose: its value is never shown. */
    boolean mayHoldSecret() default false;

    /** What a text is. */
    enum Form {
        TEXT, GLOB, TEMPLATE, URL,
        /** The name of an environment variable. */
        VARIABLE,
        /** A glob on names, such as those of tools. */
        NAMES,
        /** A path that is kept as written: it is resolved where it is used. */
        TARGET,
        /** A program; one that begins with a dot is a path, relative to the manifest. */
        COMMAND,
        /** As COMMAND, with arguments, for the system's shell. */
        SHELL
    }
}
