package dev.podd.pod;

import dev.podd.change.ChangeNotes;
import dev.podd.compaction.TouchedFiles;
import dev.podd.scope.Scope;
import dev.podd.thread.PlatformWork;
import dev.podd.workspace.Tracker;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The files that a Pod works on, and what it knows of them.
 *
 * @param scope   read by tools at each call
 * @param tracker what tools have read and written
 * @param touched what tools touched lately, as it is now
 * @param inputs  turns what the person sends into a message, with the content of the files that it names
 * @param changes takes note of what tools change
 * @param threads for what else looks at files: rules of the scope, and a rewind
 */
public record PodFiles(Path workspaceFolder, Path workingDirectory, AtomicReference<Scope> scope, Tracker tracker,
        TouchedFiles touched, Inputs inputs, ChangeNotes changes, PlatformWork threads) {}
