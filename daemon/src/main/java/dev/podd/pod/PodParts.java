package dev.podd.pod;

import dev.podd.hook.Hooks;
import dev.podd.log.SessionLog;
import dev.podd.turn.TurnServices;
import java.util.function.Supplier;

/**
 * What a Pod is made of.
 *
 * @param id           its id, opaque
 * @param lastSeq      number of its last event in a process that has ended; 0 for a new Pod
 * @param setup        what its manifest says
 * @param hooks        those of whoever embeds the Pod; they come after the manifest's
 * @param log          its session; one that holds entries is restored
 * @param forks        makes the log of a new session in the same workspace
 * @param windows      those that have it open
 * @param endsWithTurn whether its process ends with the turn, so that nothing is begun then
 * @param background   what runs on beside the turns
 * @param whenClosed   told when the Pod has ended
 */
public record PodParts(String id, long lastSeq, Setup setup, Hooks hooks, SessionLog log, Supplier<SessionLog> forks,
        PodFiles files, Windows windows, Oversight oversight, TurnServices services, boolean endsWithTurn,
        Background background, Runnable whenClosed) {}
