package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.language.LanguageServers;
import dev.podd.thread.PlatformWork;

/** What the tools share that ask the editor's language servers: they are offered where an editor answers. */
abstract class LanguageTool<A> extends BuiltinTool<A> {
    final LanguageServers servers;

    LanguageTool(PlatformWork threads, LanguageServers servers, String name, ToolKind kind, Class<A> arguments,
            String description, Schema schema) {
        super(threads, name, kind, arguments, description, schema);
        this.servers = servers;
    }

    @Override
    public final boolean isAvailable() {
        return servers.isOffered();
    }
}
