package dev.podd.pod;

import dev.podd.manifest.Manifest;
import dev.podd.tool.Tool;

/** Makes the tool that reads pages of the web. */
@FunctionalInterface
public interface FetchMaker {
    /** Its name; it is offered only where a manifest names it. */
    String NAME = "fetch";

    Tool make(Manifest.Fetch declared);
}
