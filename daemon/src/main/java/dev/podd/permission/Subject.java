package dev.podd.permission;

import dev.podd.search.Glob;
import dev.podd.search.PatternException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tool call is about, as a permission rule's pattern sees it; commands are for {@link CommandJudge}. */
sealed interface Subject {
    /** Whether a pattern covers all of it: what an allow needs. */
    boolean isWholly(String pattern);

    /** Whether a pattern covers some of it: enough for an ask or a deny. */
    boolean isPartly(String pattern);

    /** Neither a file nor a command. */
    record None() implements Subject {
        @Override
        public boolean isWholly(String pattern) {
            return false;
        }

        @Override
        public boolean isPartly(String pattern) {
            return false;
        }
    }

    /**
     * A file by all the names that a pattern may mean: absolute, relative to the working directory, and its own.
     *
     * @param forms the last of them is the file's own name, which only a pattern without a slash is held against
     */
    record File(List<Path> forms, Path name) implements Subject {
        static File of(Path path, Path workingDirectory) {
            Path name = path.getFileName() == null ? path : path.getFileName();
            return path.startsWith(workingDirectory)
                    ? new File(List.of(path, workingDirectory.relativize(path)), name)
                    : new File(List.of(path), name);
        }

        @Override
        public boolean isWholly(String pattern) {
            return isPartly(pattern);
        }

        @Override
        public boolean isPartly(String pattern) {
            return matching(pattern).test(this);
        }

        /** Which files a pattern covers, for many to be asked about. */
        static Predicate<File> matching(String pattern) {
            try {
                Glob glob = Glob.of(pattern);
                return file -> file.forms.stream().anyMatch(form -> glob.matches(form.toString()))
                        || glob.matches(file.name.toString());
            } catch (PatternException noGlob) {
                return file -> file.forms.stream().anyMatch(form -> form.toString().equals(pattern));
            }
        }
    }

    /**
     * A page of the web. A pattern without a slash is held against the host, one with a slash against the whole URL; in
     * both {@code *} stands for any characters.
     *
     * @param host in lower case, without the port
     */
    record Address(String url, String host) implements Subject {
        private static final Pattern HOST = Pattern.compile("https?://(?:[^/?#]*@)?(\\[[^]]*]|[^/?#:]*)");

        static boolean is(String text) {
            return text.startsWith("https://") || text.startsWith("http://");
        }

        static Address of(String url) {
            Matcher host = HOST.matcher(url);
            return new Address(url, host.lookingAt() ? host.group(1).toLowerCase(Locale.ROOT) : "");
        }

        @Override
        public boolean isWholly(String pattern) {
            return isPartly(pattern);
        }

        @Override
        public boolean isPartly(String pattern) {
            return Glob.ofText(pattern).matches(pattern.contains("/") ? url : host);
        }
    }
}
