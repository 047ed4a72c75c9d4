package dev.podd.spec;

import java.util.List;

/** The specification as types of a client's language, from which its compiler or checker knows every method and field. */
public sealed interface ClientTypes permits LuaTypes, TypeScriptTypes {
    /** The whole file, with its last line end. */
    static String typeScript(Spec spec) {
        return new TypeScriptTypes().of(spec);
    }

    /** The whole file, with its last line end: annotations as the Lua language server reads them. */
    static String lua(Spec spec) {
        return new LuaTypes().of(spec);
    }

    String of(Spec spec);

    /** Methods of one kind that one side may call, in the order of the specification. */
    static List<Method> methods(Spec spec, Method.Kind kind, Method.From from) {
        return spec.methods().stream().filter(method -> method.kind() == kind)
                .filter(method -> method.from() == from || method.from() == Method.From.BOTH).toList();
    }
}
