package dev.podd.pod;

import dev.podd.approval.OpenQuestions;
import dev.podd.compaction.TouchedFiles;
import dev.podd.hook.Hooks;
import dev.podd.log.SessionLog;
import dev.podd.scope.Scope;
import dev.podd.turn.TurnServices;
import dev.podd.workspace.Tracker;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a Pod is made of.
 *
 * @param id         its id, opaque
 * @param setup      what its manifest says
 * @param hooks      those of whoever embeds the Pod; they come after the manifest's
 * @param log        its session; one that holds entries is restored
 * @param forks      makes the log of a new session in the same workspace
 * @param scope      read by tools at each call
 * @param tracker    what tools have read and written
 * @param files      what tools touched lately, as it is now
 * @param inputs     turns what the person sends into a message
 * @param questions  those that wait for an answer
 * @param isTrusted  whether the workspace is trusted now
 * @param otherWriter names another Pod that may write the same tree, once, or nothing
 * @param endsWithTurn whether its process ends with the turn, so that nothing is begun then
 * @param whenClosed told when the Pod has ended
 */
public record PodParts(String id, Path workspaceFolder, Setup setup, Hooks hooks, SessionLog log,
        Supplier<SessionLog> forks, Path workingDirectory, AtomicReference<Scope> scope, Tracker tracker,
        TouchedFiles files,
        Inputs inputs,
        OpenQuestions questions,
        BooleanSupplier isTrusted, Supplier<String> otherWriter, TurnServices services, boolean endsWithTurn,
        Runnable whenClosed) {}
