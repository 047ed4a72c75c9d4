package dev.podd.terminal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The turn that a person asks for.
 *
 * @param manifest name or path; null for {@code default}
 * @param session  to go on with; null for a new one
 * @param prompt   null to go on with a turn that did not finish
 * @param isJson   events as JSON instead of text
 * @param saysYes  every question is answered with yes
 * @param trusts   the folder is trusted from now on
 */
public record RunRequest(Path folder, @Nullable String manifest, @Nullable String session, @Nullable String prompt,
        boolean isJson, boolean saysYes, boolean trusts) {}
