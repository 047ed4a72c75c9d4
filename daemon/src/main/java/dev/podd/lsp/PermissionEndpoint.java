package dev.podd.lsp;

import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.PermissionTypes.PermissionListParams;
import dev.podd.lsp.wire.PermissionTypes.PermissionListResult;
import dev.podd.lsp.wire.PermissionTypes.PermissionRevokeParams;
import dev.podd.lsp.wire.PermissionTypes.WireGivenRule;
import dev.podd.lsp.wire.PermissionTypes.WirePermissionAction;
import dev.podd.lsp.wire.PermissionTypes.WirePermissionLasts;
import dev.podd.permission.GivenRule;
import dev.podd.pod.Pods;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code permission/…}: rules that the person gave with answers to questions. */
final class PermissionEndpoint {
    private final Supplier<Pods> pods;

    PermissionEndpoint(Supplier<Pods> pods) {
        this.pods = pods;
    }

    PermissionListResult list(PermissionListParams params) {
        @Nullable Path folder = params.workspaceFolder() == null ? null
                : FromWire.path("workspaceFolder", params.workspaceFolder());
        return new PermissionListResult(pods.get().givenRules().all().stream()
                .filter(rule -> folder == null || rule.folder().equals(folder)).map(PermissionEndpoint::toWire)
                .toList());
    }

    Empty revoke(PermissionRevokeParams params) {
        if (!pods.get().givenRules().revoke(params.rule())) {
            throw FromWire.invalid("rule: one of permission/list is due, found \"" + params.rule() + "\"");
        }
        return new Empty();
    }

    private static WireGivenRule toWire(GivenRule given) {
        return new WireGivenRule(given.id(), given.rule().tool(), given.rule().pattern(),
                WirePermissionAction.valueOf(given.rule().action().name()),
                given.session() == null ? WirePermissionLasts.ALWAYS : WirePermissionLasts.SESSION, given.session(),
                SessionEndpoint.folder(FileUris.folder(given.folder())), given.createdAt().toString());
    }
}
