package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.log.Entry;
import dev.podd.log.StoredEntry;
import dev.podd.scope.Scope;
import dev.podd.workspace.OpenDocuments;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a command has most likely changed. */
class CommandTimesTest {
    @TempDir
    private Path temp;

    @Test
    void filesThatChangedWhileACommandRanAreKnown() throws Exception {
        Path root = temp.toRealPath();
        for (long at : List.of(1000, 5000, 5500, 6000, 9000)) {
            file(root.resolve(at + ".txt"), at);
        }
        file(root.resolve("ignored.txt"), 5500);
        file(root.resolve(".gitignore"), 1000);
        Files.writeString(root.resolve(".gitignore"), "ignored.txt\n");
        Files.setLastModifiedTime(root.resolve(".gitignore"), FileTime.fromMillis(1000));
        Workspace workspace = new Workspace(root, () -> Scope.writable(root), new PathLocks(),
                new OutputFolder(temp.resolve("none")), OpenDocuments.NONE);
        List<StoredEntry> entries = List.of(
                entry(4000, new Entry.AssistantItem(new Item.ToolCall("i1", "c1", "shell", "{}"))),
                entry(4000, new Entry.AssistantItem(new Item.ToolCall("i2", "c2", "write", "{}"))),
                entry(500, new Entry.ToolStarted("c2")), entry(5000, new Entry.ToolStarted("c1")),
                entry(6000, new Entry.ToolResult(new Item.ToolResult("r1", "c1", ToolOutcome.OK, "", null), false)),
                entry(9500, new Entry.ToolResult(new Item.ToolResult("r2", "c2", ToolOutcome.OK, "", null), false)));

        assertThat(CommandTimes.in(entries).changedIn(workspace)).containsExactlyInAnyOrder(root.resolve("5000.txt"),
                root.resolve("5500.txt"), root.resolve("6000.txt"));
        assertThat(CommandTimes.in(entries.subList(1, 6)).changedIn(workspace)).isEmpty();
    }

    private static void file(Path file, long modifiedAt) throws IOException {
        Files.writeString(file, "x");
        Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedAt));
    }

    private static StoredEntry entry(long at, Entry payload) {
        return new StoredEntry("1.1", "1", "any", at, "", ByteBuffer.allocate(0), payload);
    }
}
