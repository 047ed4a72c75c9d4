import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar whose classes all carry stack maps: the few compiled for Java 5 (picocli's) are brought to Java 8's format. It is
 * not compressed: that costs time at each start, and an archive of the program compresses it better as a whole. What the
 * JVM would link at run time is plain code in it ({@link PlainLinks}).
 *
 * The start-up cache refuses classes without stack maps, and the old verifier that they need is the slow one.
 */
final class StackMaps {
    private static final int FIRST_VERSION_WITH_STACK_MAPS = 50;

    private final ClassFile classFile;

    private StackMaps(ClassLoader classes) {
        this.classFile = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS,
                ConstantPoolSharingOption.NEW_POOL,
                ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
    }

    /** Copies a jar; entries keep their order and times, so equal input gives equal output. */
    static void copy(Path from, Path to) throws IOException {
        copy(from, to, name -> true);
    }

    /** Copies those entries of a jar whose names are wanted. */
    static void copy(Path from, Path to, Predicate<String> wanted) throws IOException {
        try (var classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
                var in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(from)));
                var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            var maps = new StackMaps(classes);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (!wanted.test(entry.getName())) {
                    continue;
                }
                write(entry,
                        entry.getName().endsWith(".class") ? PlainLinks.in(maps.addedTo(bytes), maps.classFile) : bytes,
                        out);
            }
        }
    }

    private static void write(ZipEntry entry, byte[] bytes, ZipOutputStream out) throws IOException {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        copy.setMethod(ZipEntry.STORED);
        copy.setSize(bytes.length);
        var checksum = new CRC32();
        checksum.update(bytes);
        copy.setCrc(checksum.getValue());
        out.putNextEntry(copy);
        out.write(bytes);
    }

    private byte[] addedTo(byte[] bytes) {
        int majorVersion = ByteBuffer.wrap(bytes).getShort(6);
        if (majorVersion >= FIRST_VERSION_WITH_STACK_MAPS) {
            return bytes;
        }
        ClassTransform rebuilt = ClassTransform
                .transformingMethodBodies(CodeTransform.ofStateful(() -> (code, element) -> code.with(element)));
        ClassTransform raised = (type, element) -> {
            if (element instanceof ClassFileVersion) {
                type.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                type.with(element);
            }
        };
        return classFile.transformClass(classFile.parse(bytes), rebuilt.andThen(raised));
    }
}
