package dev.podd.pod;

import dev.podd.keychain.Keychain;
import dev.podd.log.SessionStore;
import dev.podd.manifest.ManifestLoader;
import dev.podd.manifest.TrustStore;
import dev.podd.permission.GivenRules;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.Secrets;
import dev.podd.turn.TurnServices;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What all Pods of a process share; made when the process starts.
 *
 * @param sessions   the store, which may still be opening when this is made
 * @param given      rules that the person gave
 * @param toolServers connects MCP servers
 * @param fetch      makes the tool that reads pages of the web
 * @param guard      starts and ends all commands
 * @param secrets    the keys of all providers, as they become known
 * @param keys       those that the person has stored
 * @param outputs    the folder of a session, by its id, in which the whole of long tool outputs is kept
 * @param sessionIds a new UUIDv7 each
 * @param podIds     a new opaque id each
 * @param questionsWait whether a question outlives the last window that its Pod had, until the next one comes
 * @param os         name of the system ("Linux")
 */
public record PodServices(Supplier<SessionStore> sessions, ManifestLoader manifests,
        TrustStore trust, GivenRules given, ModelMaker models, ToolServers toolServers, FetchMaker fetch,
        ProcessGuard guard, Secrets secrets, Keychain keys,
        Function<String, Path> outputs, TurnServices services, Clock clock,
        Supplier<String> sessionIds, Supplier<String> podIds, boolean questionsWait, String os) {}
