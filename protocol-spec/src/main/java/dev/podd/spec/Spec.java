package dev.podd.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole protocol. Types are found by name, which is unique. */
public record Spec(List<Chapter> chapters, Map<String, NamedType> types, List<ErrorCode> errors) {
    public Spec {
        chapters = List.copyOf(chapters);
        types = Map.copyOf(types);
        errors = List.copyOf(errors);
    }

    /** One file of the specification: a noun, and all that is said about it. */
    public record Chapter(String name, String doc, List<Method> methods, List<NamedType> types) {
        public Chapter {
            methods = List.copyOf(methods);
            types = List.copyOf(types);
        }
    }

    public List<Method> methods() {
        return chapters.stream().flatMap(chapter -> chapter.methods().stream()).toList();
    }

    public Optional<Method> method(String name) {
        return methods().stream().filter(method -> method.name().equals(name)).findFirst();
    }

    /** @throws SpecException when there is none */
    public ErrorCode error(String name) {
        return errors.stream().filter(error -> error.name().equals(name)).findFirst()
                .orElseThrow(() -> new SpecException("no error is named " + name));
    }

    /** @throws SpecException when there is none */
    public NamedType type(String name) {
        NamedType type = types.get(name);
        if (type == null) {
            throw new SpecException("no type is named " + name);
        }
        return type;
    }
}
