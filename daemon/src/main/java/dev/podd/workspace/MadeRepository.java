package dev.podd.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A repository of git that a command has made. Whatever the command wrote there, the person's git, or their editor's, would
 * run when it next looks at the repository above: that is put out of use, so that it is still there for the person to
 * look at and to put back. Of settings only what is known to run nothing stays, of hooks the samples.
 */
final class MadeRepository {
    private static final String HELD = ".held-by-podd";
    private static final Path CONFIG = Path.of("config");
    private static final Path HOOKS = Path.of("hooks");
    private static final Path MODULES = Path.of("modules");
    private static final List<Path> ELSEWHERE = List.of(Path.of("commondir"), Path.of("config.worktree"));
    private static final int MAX_CONFIG = 1 << 20;
    private static final int MAX_GITFILE = 4096;
    private static final int MAX_DEPTH = 8;

    private final List<String> held = new ArrayList<>();

    private MadeRepository() {}

    /**
     * Puts out of use what would have git run a program.
     *
     * @param made its folder, {@code .git} or a bare one, or the file or link that stands for it
     * @return what that was
     * @throws IOException it cannot be looked at or changed
     */
    static List<String> disarm(Path made) throws IOException {
        MadeRepository repository = new MadeRepository();
        Path name = Objects.requireNonNull(made.getFileName());
        try (Folder above = Folder.open(Objects.requireNonNull(made.getParent()))) {
            BasicFileAttributes found = above.attributes(name);
            if (found == null) {
                return List.of();
            }
            if (found.isDirectory()) {
                try (Folder folder = above.openFolder(name)) {
                    repository.disarm(folder, "", MAX_DEPTH);
                }
            } else if (!found.isRegularFile() || !isOfWorktree(above, name, found)) {
                repository.hold(above, name, "");
            }
        }
        return List.copyOf(repository.held);
    }

    private void disarm(Folder repository, String place, int depth) throws IOException {
        settings(repository, place);
        for (Path each : ELSEWHERE) {
            if (repository.attributes(each) != null) {
                hold(repository, each, place);
            }
        }
        BasicFileAttributes hooks = repository.attributes(HOOKS);
        if (hooks != null && hooks.isDirectory()) {
            try (Folder folder = repository.openFolder(HOOKS)) {
                hooks(folder, place + HOOKS + "/");
            }
        } else if (hooks != null) {
            hold(repository, HOOKS, place);
        }
        BasicFileAttributes modules = repository.attributes(MODULES);
        if (modules != null && modules.isDirectory() && depth > 0) {
            try (Folder folder = repository.openFolder(MODULES)) {
                modules(folder, place + MODULES + "/", depth - 1);
            }
        } else if (modules != null) {
            hold(repository, MODULES, place);
        }
    }

    /** Repositories of submodules, whose names may have slashes. */
    private void modules(Folder modules, String place, int depth) throws IOException {
        for (Path each : modules.names()) {
            BasicFileAttributes found = modules.attributes(each);
            if (found != null && found.isDirectory() && depth > 0) {
                try (Folder folder = modules.openFolder(each)) {
                    disarm(folder, place + each + "/", depth - 1);
                }
                try (Folder folder = modules.openFolder(each)) {
                    below(folder, place + each + "/", depth - 1);
                }
            } else if (found != null && !found.isRegularFile()) {
                hold(modules, each, place);
            }
        }
    }

    private void below(Folder folder, String place, int depth) throws IOException {
        for (Path each : folder.names()) {
            boolean isOwn = each.equals(HOOKS) || each.equals(MODULES) || each.startsWith("objects")
                    || each.startsWith("refs") || each.startsWith("logs") || each.startsWith("info");
            BasicFileAttributes found = folder.attributes(each);
            if (found != null && found.isDirectory() && !isOwn) {
                if (depth == 0) {
                    hold(folder, each, place);
                    continue;
                }
                try (Folder inner = folder.openFolder(each)) {
                    disarm(inner, place + each + "/", depth - 1);
                }
                try (Folder inner = folder.openFolder(each)) {
                    below(inner, place + each + "/", depth - 1);
                }
            }
        }
    }

    private void hooks(Folder hooks, String place) throws IOException {
        for (Path each : hooks.names()) {
            BasicFileAttributes found = hooks.attributes(each);
            boolean isOut = each.toString().endsWith(".sample") || each.toString().endsWith(HELD);
            if (found != null && !found.isDirectory() && !isOut) {
                hold(hooks, each, place);
            }
        }
    }

    private void settings(Folder repository, String place) throws IOException {
        BasicFileAttributes found = repository.attributes(CONFIG);
        if (found == null) {
            return;
        }
        if (!found.isRegularFile() || found.size() > MAX_CONFIG) {
            hold(repository, CONFIG, place);
            return;
        }
        String text = read(repository, CONFIG, (int) found.size());
        GitSettings.Disarmed disarmed = GitSettings.disarmed(text);
        if (disarmed.taken().isEmpty()) {
            return;
        }
        Path fresh = repository.newFile("config.podd-", true);
        try (FileChannel file = repository.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(disarmed.text().getBytes(StandardCharsets.ISO_8859_1));
            while (rest.hasRemaining()) {
                file.write(rest);
            }
        }
        repository.copyMode(CONFIG, fresh);
        repository.move(fresh, CONFIG);
        disarmed.taken().forEach(each -> held.add(place + each));
    }

    private void hold(Folder folder, Path name, String place) throws IOException {
        Path free = Path.of(name + HELD);
        for (int number = 2; folder.attributes(free) != null; number++) {
            free = Path.of(name + HELD + "-" + number);
        }
        folder.move(name, free);
        held.add(place + name);
    }

    /** Whether a file leads to a linked work tree, whose settings are those of the repository that it is one of. */
    private static boolean isOfWorktree(Folder folder, Path name, BasicFileAttributes found) throws IOException {
        if (found.size() > MAX_GITFILE) {
            return false;
        }
        String text = read(folder, name, (int) found.size()).stripTrailing();
        if (!text.startsWith("gitdir: ") || text.indexOf('\n') >= 0) {
            return false;
        }
        Path target = folder.path(name).resolveSibling(text.substring("gitdir: ".length())).normalize();
        Path worktrees = target.getParent();
        if (worktrees == null || !worktrees.endsWith("worktrees")) {
            return false;
        }
        Path commondir = Path.of("commondir");
        try (Folder linked = Folder.open(target)) {
            BasicFileAttributes common = linked.attributes(commondir);
            return common != null && common.isRegularFile() && common.size() <= MAX_GITFILE
                    && read(linked, commondir, (int) common.size()).strip().equals("../..")
                    && linked.attributes(Path.of("config.worktree")) == null;
        }
    }

    private static String read(Folder folder, Path name, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        try (FileChannel file = folder.open(name, StandardOpenOption.READ)) {
            while (content.hasRemaining() && file.read(content) >= 0) {
                // until all is read, or as much as there is
            }
        }
        return new String(content.array(), 0, content.position(), StandardCharsets.ISO_8859_1);
    }
}
