package dev.podd.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build's own rewriting of class files: what it makes does what the compiler's does. */
final class PlainLinksTest {
    private static final Path SOURCE = Path.of("src/package/java/PlainLinks.java");

    @TempDir
    private Path folder;

    @Test
    void switchesAndRecordsDoWhatTheyDidWithoutABootstrapMethod() throws Exception {
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(),
                SOURCE.toString())).isZero();
        try (URLClassLoader build = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method in = build.loadClass("PlainLinks").getDeclaredMethod("in", byte[].class, ClassFile.class);
            in.setAccessible(true);
            Rewritten rewritten = new Rewritten(in);
            Supplier<?> samples = (Supplier<?>) rewritten.loadClass(Samples.class.getName()).getDeclaredConstructor()
                    .newInstance();
            assertThat(samples.getClass()).isNotEqualTo(Samples.class);
            assertThat(samples.get()).isEqualTo(new Samples().get());
            assertThat(rewritten.changed).isGreaterThan(5);
        }
    }

    /** Has the samples as the build makes them. */
    private static final class Rewritten extends ClassLoader {
        private final Method in;
        private int changed;

        Rewritten(Method in) {
            super(PlainLinksTest.class.getClassLoader());
            this.in = in;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Samples.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (this) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? rewritten(name) : loaded;
            }
        }

        private Class<?> rewritten(String name) {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] before = Objects.requireNonNull(file, name).readAllBytes();
                byte[] after = (byte[]) in.invoke(null, before, ClassFile.of(
                        ClassFile.ConstantPoolSharingOption.NEW_POOL));
                changed += after == before ? 0 : 1;
                assertThat(new String(after, StandardCharsets.ISO_8859_1)).as(name)
                        .doesNotContain(List.of("SwitchBootstraps", "ObjectMethods"));
                return defineClass(name, after, 0, after.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(name, e);
            }
        }
    }
}
