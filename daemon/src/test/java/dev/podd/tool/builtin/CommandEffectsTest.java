package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.sandbox.PrivateFolder;
import dev.podd.scope.Scope;
import dev.podd.workspace.CommandChanges;
import dev.podd.workspace.GuardedPaths;
import dev.podd.workspace.OpenDocuments;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandEffectsTest {
    @TempDir
    private Path temp;

    /** As on a full disk: else all that the person does later would be recorded as done by that command. */
    @Test
    void aCommandThatDoesNotStartSinceNothingCanBeRecordedDoesNotCountAsRunning() throws Exception {
        Path project = Files.createDirectory(temp.toRealPath().resolve("project"));
        Scope scope = Scope.writable(project);
        List<String> warnings = new ArrayList<>();
        try (PrivateFolder folder = new PrivateFolder()) {
            CommandChanges changes = new CommandChanges(() -> scope, folder::scratch);
            Workspace workspace = new Workspace(project, () -> scope, new PathLocks(),
                    new OutputFolder(temp.resolve("outputs")), OpenDocuments.NONE);
            CommandEffects effects = new CommandEffects(changes, workspace, (call, file, before, after) -> {
                throw new IllegalStateException("no room");
            }, warnings::add);
            effects.starting("job", GuardedPaths.Found.NOTHING);
            Files.writeString(project.resolve("a.txt"), "by the job\n");
            assertThatThrownBy(() -> effects.starting("second", GuardedPaths.Found.NOTHING)).hasMessage("no room");
            effects.jobEnded("job");

            for (int tries = 0; tries < 2000 && changes.latest() != null; tries++) {
                Thread.sleep(5); // it is taken out in the background
            }
            assertThat(changes.latest()).isNull();
        }
    }
}
