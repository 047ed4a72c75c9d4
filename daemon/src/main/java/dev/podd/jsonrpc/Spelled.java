package dev.podd.jsonrpc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An enum or a union whose names are spelled in snake_case on the wire, where they are camelCase else. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Spelled {
    /** Of a union: the field by which its records are told apart. */
    String tag() default "type";
}
