package dev.podd.permission;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a person gave with an answer to a question.
 *
 * @param id      opaque, unique
 * @param session in which it holds; null for one that holds in every session of the folder
 * @param folder  the workspace folder in which it holds
 */
public record GivenRule(String id, ToolRule rule, @Nullable String session, Path folder, Instant createdAt) {
    boolean holdsIn(String inSession, Path inFolder) {
        return session == null ? folder.equals(inFolder) : session.equals(inSession);
    }
}
