package dev.podd.jsonrpc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Calls a constructor or an accessor of a record: a few times by reflection, from then on by code that is made for it.
 * Making that takes as long as a thousand calls, and an editor waits for the first message of each kind. Safe on every
 * thread: what two make at once is the same.
 */
final class Invocation {
    private static final int FEW = 50;

    private final Executable target;
    private int calls;
    private volatile @Nullable MethodHandle made;

    /** @param target a constructor, or a method without parameters */
    Invocation(Executable target) {
        this.target = target;
        target.setAccessible(true);
    }

    /**
     * @param arguments of the constructor, or the record whose accessor it is
     * @throws InvocationTargetException with what was thrown there
     */
    @Nullable Object of(@Nullable Object... arguments) throws InvocationTargetException {
        MethodHandle handle = made;
        if (handle == null) {
            if (++calls <= FEW) {
                return reflected(arguments);
            }
            handle = handle();
            made = handle;
        }
        try {
            return (@Nullable Object) handle.invokeExact(arguments);
        } catch (Throwable thrown) {
            throw new InvocationTargetException(thrown);
        }
    }

    private @Nullable Object reflected(@Nullable Object[] arguments) throws InvocationTargetException {
        try {
            return switch (target) {
                case Constructor<?> constructor -> constructor.newInstance(arguments);
                case Method accessor -> accessor.invoke(arguments[0]);
            };
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle handle() {
        try {
            MethodHandle direct = switch (target) {
                case Constructor<?> constructor -> MethodHandles.lookup().unreflectConstructor(constructor);
                case Method accessor -> MethodHandles.lookup().unreflect(accessor);
            };
            return direct.asSpreader(Object[].class, direct.type().parameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
