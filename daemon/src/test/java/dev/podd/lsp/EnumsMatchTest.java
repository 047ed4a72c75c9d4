package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Option;
import dev.podd.item.Role;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.lsp.wire.ApprovalTypes.WireApprovalKind;
import dev.podd.lsp.wire.ItemTypes.WireRole;
import dev.podd.lsp.wire.ItemTypes.WireToolKind;
import dev.podd.lsp.wire.ItemTypes.WireToolOutcome;
import dev.podd.lsp.wire.PodTypes.WirePermission;
import dev.podd.lsp.wire.PodTypes.WireState;
import dev.podd.lsp.wire.PodTypes.WireTokenSource;
import dev.podd.lsp.wire.SessionTypes.WireSessionAttention;
import dev.podd.lsp.wire.TurnTypes.WireOutcome;
import dev.podd.pod.Attention;
import dev.podd.pod.PodState;
import dev.podd.scope.Permission;
import dev.podd.usage.Estimate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Constants are translated by their names, so the names on both sides must be the same. */
class EnumsMatchTest {
    @Test
    void everyConstantOfTheCoreHasItsTwinOnTheWire() {
        assertThat(names(WireApprovalKind.class)).isEqualTo(names(Option.Kind.class));
        assertThat(names(WireSessionAttention.class)).isEqualTo(names(Attention.class));
        assertThat(names(WireRole.class)).isEqualTo(names(Role.class));
        assertThat(names(WireToolKind.class)).isEqualTo(names(ToolKind.class));
        assertThat(names(WireToolOutcome.class)).isEqualTo(names(ToolOutcome.class));
        assertThat(names(WireState.class)).isEqualTo(names(PodState.class));
        assertThat(names(Permission.class)).containsAll(names(WirePermission.class));
        assertThat(names(WireTokenSource.class)).isEqualTo(names(Estimate.Source.class));
    }

    @Test
    void onlyYieldedIsNeverSeenOutside() {
        assertThat(names(TurnOutcome.class)).filteredOn(name -> !name.equals(TurnOutcome.YIELDED.name()))
                .isEqualTo(names(WireOutcome.class));
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }
}
