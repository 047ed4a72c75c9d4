import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Lays out the program that ships: launcher, jar, a Java of its own, start-up cache, manifests.
 *
 * Run by the build with the JDK that compiled Podd, whose modules become the bundled Java. What is there already and
 * still true is kept, so that a second build takes no longer than its compilation.
 */
final class Assemble {
    /**
     * Platform logging, the process id that Xodus writes into its lock, who connects to the socket, and the Unsafe of
     * Xodus and Gson. All else that
     * jdeps finds in the libraries (java.sql, java.desktop) they ask for and do without; TLS is in java.base.
     */
    private static final String MODULES = "java.base,java.logging,java.management,java.net.http,jdk.net,"
            + "jdk.unsupported";

    /**
     * A start-up cache without profiles, which would have the compiler begin at once with all that training found hot,
     * and at the address that it was made for (decision 002).
     */
    private static final List<String> CACHE_OPTIONS = List.of("-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining", "-XX:-AOTReplayTraining", "-XX:ArchiveRelocationMode=0");
    /** Each thread keeps a buffer outside the heap as large as the largest message that it has read or written; not so. */
    private static final String NO_LARGE_BUFFERS = "-Djdk.nio.maxCachedBufferSize=262144";
    /**
     * The collector, the compiler and the heap of a process that waits most of its life; measured in decision 002. What is
     * called by reflection is called a few times: code made for each constructor costs more than it saves.
     */
    private static final List<String> OPTIONS = concat(CACHE_OPTIONS, List.of("-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3",
            "-XX:Tier3BackEdgeThreshold=3000", "-XX:InitialHeapSize=24m", "-XX:MinHeapSize=16m", "-Xmx512m",
            "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=25", "-XX:-ShrinkHeapInSteps", "-XX:-UsePerfData",
            "-Djdk.reflect.useNativeAccessorOnly=true", NO_LARGE_BUFFERS));
    /** Of the relay, which keeps what an editor says and little else; a message may have 64 MiB. */
    private static final List<String> RELAY_OPTIONS = concat(CACHE_OPTIONS, List.of("-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3",
            "-Xms4m", "-Xmx256m", "-XX:-UsePerfData",
            "-Djdk.reflect.useNativeAccessorOnly=true", NO_LARGE_BUFFERS));
    private static final String RELAY = "dev.podd.app.EditorRelay";
    /** What the relay's jar holds of the program's. */
    private static final List<String> RELAY_CLASSES = List.of("dev/podd/daemon/", "dev/podd/state/",
            "dev/podd/app/EditorRelay", "dev/podd/app/Variables");

    private final Path daemon;
    private final Path target;
    private final Path program;
    private final String version;
    private final FileTime time;

    private Assemble(Path daemon, Path target, String version, FileTime time) {
        this.daemon = daemon;
        this.target = target;
        this.program = target.resolve("podd");
        this.version = version;
        this.time = time;
    }

    /** Takes the folder of the module, its build folder, the version, and the time that files get, as ISO 8601 has it. */
    public static void main(String[] args) throws Exception {
        new Assemble(Path.of(args[0]), Path.of(args[1]), args[2], FileTime.from(Instant.parse(args[3]))).assemble();
    }

    private void assemble() throws Exception {
        linkRuntime();
        placeProgram();
        copyTree(daemon.resolveSibling("manifests"), program.resolve("manifests"));
        copyIfChanged(daemon.resolveSibling("LICENSE"), program.resolve("LICENSE"));
        setTimes();
    }

    private void linkRuntime() throws Exception {
        Path runtime = program.resolve("runtime");
        Path stamp = target.resolve("runtime.stamp");
        String wanted = Runtime.version() + " " + MODULES + " zip-0 no comments";
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted) && Files.exists(runtime)) {
            return;
        }
        deleteTree(runtime);
        run(target.resolve("jlink.log"), List.of(tool("jlink"), "--add-modules", MODULES, "--strip-debug",
                "--no-header-files", "--no-man-pages", "--compress=zip-0", "--output", runtime.toString()));
        leaveCommentsOut(runtime.resolve("conf/security/java.security"));
        leaveCommentsOut(runtime.resolve("conf/net.properties"));
        Files.writeString(stamp, wanted);
    }

    /** Every connection reads these at its start: nine tenths of them are comments. */
    private static void leaveCommentsOut(Path properties) throws IOException {
        var all = new Properties();
        try (Reader reader = Files.newBufferedReader(properties, StandardCharsets.ISO_8859_1)) {
            all.load(reader);
        }
        var written = new StringWriter();
        all.store(written, null); // with the time, as a comment
        Files.write(properties, written.toString().lines().filter(line -> !line.startsWith("#")).sorted().toList(),
                StandardCharsets.ISO_8859_1);
    }

    /**
     * Puts jar, cache and launcher in place. The JVM does not notice that a cache is of another jar, so the cache is
     * named for what both were made from, and the new jar comes only when the caches of the old one are gone.
     */
    private void placeProgram() throws Exception {
        Path lib = Files.createDirectories(program.resolve("lib"));
        Path cache = lib.resolve("podd-" + fingerprint() + ".aot");
        Path relayCache = lib.resolve("podd-relay-" + fingerprint() + ".aot");
        boolean isNew = !Files.exists(cache) || !Files.exists(relayCache);
        if (isNew) {
            deleteCaches(lib);
            Path jar = target.resolve("podd.jar");
            StackMaps.copy(target.resolve("podd-all.jar"), jar);
            Files.move(jar, lib.resolve("podd.jar"), StandardCopyOption.REPLACE_EXISTING);
            Path relay = target.resolve("podd-relay.jar");
            StackMaps.copy(lib.resolve("podd.jar"), relay,
                    name -> RELAY_CLASSES.stream().anyMatch(name::startsWith));
            Files.move(relay, lib.resolve("podd-relay.jar"), StandardCopyOption.REPLACE_EXISTING);
        }
        writeLauncher(cache.getFileName().toString(), relayCache.getFileName().toString());
        if (isNew) {
            setTimes(); // a cache is of a jar with the same time: the one that archives and packages give it
            train(cache);
            trainRelay(relayCache);
        }
    }

    private String fingerprint() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(time.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(target.resolve("podd-all.jar")));
        digest.update(Files.readAllBytes(daemon.resolve("src/package/java/Assemble.java")));
        digest.update(Files.readAllBytes(daemon.resolve("src/package/java/StackMaps.java")));
        digest.update(Files.readAllBytes(daemon.resolve("src/package/java/PlainLinks.java")));
        digest.update(Files.readAllBytes(daemon.resolve("src/package/java/Training.java")));
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static void deleteCaches(Path lib) throws IOException {
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(lib, "*.aot")) {
            for (Path cache : caches) {
                Files.delete(cache);
            }
        }
    }

    /**
     * Lets the program do what every session does, in a process of its own: at its end training writes to standard
     * output. A store is named so that the command line is read at length.
     */
    private void train(Path cache) throws Exception {
        Path fresh = target.resolve(cache.getFileName());
        Path folder = target.resolve("training");
        deleteTree(folder);
        List<String> command = new ArrayList<>();
        command.add(program.resolve("runtime/bin/java").toString());
        command.add("-XX:AOTCacheOutput=" + fresh);
        command.addAll(OPTIONS);
        command.addAll(List.of("-jar", program.resolve("lib/podd.jar").toString(), "--store",
                folder.resolve("store").toString(), "--stdio"));
        new Training(folder).of(command, target.resolve("train.log"));
        Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    /** An editor comes and goes; the daemon that the relay starts ends by itself a moment later. */
    private void trainRelay(Path cache) throws Exception {
        Path fresh = target.resolve(cache.getFileName());
        Path folder = target.resolve("training-relay");
        deleteTree(folder);
        List<String> command = new ArrayList<>();
        command.add(program.resolve("runtime/bin/java").toString());
        command.add("-XX:AOTCacheOutput=" + fresh);
        command.addAll(RELAY_OPTIONS);
        command.addAll(List.of("-Dpodd.program=" + program.resolve("bin/podd"), "-Dpodd.version=" + version, "-cp",
                program.resolve("lib/podd-relay.jar").toString(), RELAY));
        new Training(folder).ofRelay(program.resolve("bin/podd"), command, target.resolve("train-relay.log"));
        Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeLauncher(String cache, String relayCache) throws IOException {
        Path launcher = program.resolve("bin/podd");
        String text = Files.readString(daemon.resolve("src/package/sh/podd"))
                .replace("@CACHE@", cache)
                .replace("@RELAY_CACHE@", relayCache)
                .replace("@VERSION@", version)
                .replace("@RELAY@", RELAY)
                .replace("@RELAY_OPTIONS@", String.join(" ", RELAY_OPTIONS))
                .replace("@OPTIONS@", String.join(" ", OPTIONS));
        if (Files.exists(launcher) && Files.readString(launcher).equals(text)) {
            return;
        }
        Files.createDirectories(launcher.getParent());
        Files.writeString(launcher, text);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Archives and packages give all files this time. */
    private void setTimes() throws IOException {
        try (Stream<Path> files = Files.walk(program)) {
            for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    private static List<String> concat(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static void run(Path log, List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command.getFirst() + " ended with " + code + ":\n" + Files.readString(log));
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copyIfChanged(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void copyIfChanged(Path from, Path to) throws IOException {
        if (Files.exists(to) && Files.mismatch(from, to) < 0) {
            return;
        }
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
