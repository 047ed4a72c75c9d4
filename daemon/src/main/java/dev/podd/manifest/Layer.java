package dev.podd.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/**
 * One layer of a manifest: its text as a tree, and where each place of it stands.
 *
 * @param base where relative paths of this layer begin
 */
record Layer(String source, Path base, ObjectNode tree, Places places) {
    /** A problem at a place of this layer; {@code path} holds keys and indexes. */
    ManifestProblem problem(ManifestProblem.Severity severity, List<Object> path, String message) {
        return places.at(path).problem(source, severity, message);
    }
}
