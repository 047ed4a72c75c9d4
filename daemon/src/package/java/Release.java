import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Makes what is handed out from the program that {@code Assemble} has laid out; run with all parts of the program on the
 * class path. The licences of all parts go into it, it
 * becomes an archive, and beside it lies what a Debian package has outside of the program's folder. Everything that can be
 * the same in each build is: times, owners, order.
 */
final class Release {
    private static final List<String> OWN_TEXTS = List.of("LICENSE", "NOTICE", "COPYING", "about.html");

    private final Path daemon;
    private final Path target;
    private final Path program;
    private final Path release;
    private final String version;
    private final FileTime time;

    private Release(Path daemon, Path target, String version, FileTime time) {
        this.daemon = daemon;
        this.target = target;
        this.program = target.resolve("podd");
        this.release = target.resolve("release");
        this.version = version;
        this.time = time;
    }

    /** Takes {@code pack} or {@code checksums}, then what {@code Assemble} takes. */
    public static void main(String[] args) throws Exception {
        Release release = new Release(Path.of(args[1]), Path.of(args[2]), args[3],
                FileTime.from(Instant.parse(args[4])));
        if (args[0].equals("pack")) {
            release.pack();
        } else {
            release.writeChecksums();
        }
    }

    private void pack() throws Exception {
        deleteTree(release);
        Files.createDirectories(release);
        JsonNode parts = new ObjectMapper().readTree(target.resolve("bom.json").toFile());
        collectLicenses(parts);
        Files.copy(target.resolve("bom.json"), release.resolve("podd-" + version + ".cdx.json"));
        writeDebianFiles();
        archive();
    }

    /** A folder for each part: the texts that it carries, else the one kept here for it or for its licence. */
    private void collectLicenses(JsonNode parts) throws IOException {
        Path folder = program.resolve("licenses");
        deleteTree(folder);
        List<String> problems = new ArrayList<>();
        for (JsonNode part : parts.path("components")) {
            String name = part.path("name").asText();
            Path own = Files.createDirectories(folder.resolve(name + "-" + part.path("version").asText()));
            copyOwnTexts(own);
            List<String> known = Stream.concat(Stream.of(name), licenses(part)).map(each -> each + ".txt").toList();
            for (String text : known) {
                Path kept = daemon.resolve("src/package/licenses").resolve(text);
                if (Files.exists(kept)) {
                    Files.copy(kept, own.resolve(text));
                    break;
                }
            }
            try (Stream<Path> texts = Files.list(own)) {
                if (texts.findAny().isEmpty()) {
                    problems.add(part.path("purl").asText() + " is under " + licenses(part).toList()
                            + ", and src/package/licenses has no text for it");
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
    }

    private static Stream<String> licenses(JsonNode part) {
        return StreamSupport.stream(part.path("licenses").spliterator(), false)
                .map(each -> each.path("license").path("id").asText(each.path("license").path("name").asText()));
    }

    /** Out of the jar of that name and version on the class path. */
    private static void copyOwnTexts(Path folder) throws IOException {
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!path.endsWith(File.separator + folder.getFileName() + ".jar")) {
                continue;
            }
            try (ZipFile jar = new ZipFile(path)) {
                for (ZipEntry entry : jar.stream().toList()) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    if (!name.endsWith(".class") && OWN_TEXTS.stream().anyMatch(name::contains)) {
                        Files.copy(jar.getInputStream(entry), folder.resolve(name),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private void writeDebianFiles() throws Exception {
        Path root = target.resolve("deb");
        deleteTree(root);
        printed(root.resolve("usr/share/bash-completion/completions/podd"), "completion", "bash");
        printed(root.resolve("usr/share/zsh/vendor-completions/_podd"), "completion", "zsh");
        printed(root.resolve("usr/share/fish/vendor_completions.d/podd.fish"), "completion", "fish");
        Path page = root.resolve("usr/share/man/man1/podd.1");
        printed(page, "man");
        compress(page);
        Path copyright = root.resolve("usr/share/doc/podd/copyright");
        Files.createDirectories(copyright.getParent());
        Files.writeString(copyright, "Podd is under the licence below; the licences of what it is made of are in\n"
                + "/usr/lib/podd/licenses, those of its Java in /usr/lib/podd/runtime/legal.\n\n"
                + Files.readString(program.resolve("LICENSE")));
        Path changes = root.resolve("usr/share/doc/podd/changelog");
        Files.copy(daemon.resolve("CHANGELOG.md"), changes);
        compress(changes);
    }

    /** What a command of the program prints. */
    private void printed(Path file, String... arguments) throws Exception {
        Files.createDirectories(file.getParent());
        List<String> command = new ArrayList<>(List.of(program.resolve("bin/podd").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PODD_HOME", target.resolve("training/home").toString());
        run(builder);
    }

    private static void compress(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(
                file.resolveSibling(file.getFileName() + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }

    private void archive() throws Exception {
        List<Path> all;
        try (Stream<Path> files = Files.walk(program)) {
            all = files.sorted().toList();
        }
        for (Path file : all) {
            if (!Files.isSymbolicLink(file)) {
                Files.setLastModifiedTime(file, time);
            }
        }
        Path names = target.resolve("archive.list");
        Files.write(names, all.stream().filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                .map(file -> target.relativize(file).toString()).toList());
        List<String> command = new ArrayList<>(List.of("tar", "-cJf",
                release.resolve("podd-" + version + "-" + system() + ".tar.xz").toString(), "-C", target.toString()));
        command.addAll(isMac() ? List.of("--uid", "0", "--gid", "0")
                : List.of("--owner=0", "--group=0", "--numeric-owner", "--format=ustar"));
        command.addAll(List.of("-T", names.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("XZ_OPT", "-6 -T2");
        run(builder);
    }

    private void writeChecksums() throws Exception {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(release)) {
            for (Path file : files.filter(each -> !each.endsWith("SHA256SUMS")).sorted().toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                lines.add(HexFormat.of().formatHex(hash) + "  " + file.getFileName());
            }
        }
        Files.write(release.resolve("SHA256SUMS"), lines);
    }

    private static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private static String system() {
        String arch = System.getProperty("os.arch");
        return (isMac() ? "macos" : System.getProperty("os.name").toLowerCase(Locale.ROOT)) + "-"
                + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", builder.command()) + " ended with " + code);
        }
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
