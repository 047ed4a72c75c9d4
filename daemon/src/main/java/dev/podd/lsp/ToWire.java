package dev.podd.lsp;

import dev.podd.approval.Answer;
import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Reply;
import dev.podd.approval.Question;
import dev.podd.event.Tokens;
import dev.podd.item.Item;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.lsp.wire.ApprovalTypes.ApprovalOption;
import dev.podd.lsp.wire.ApprovalTypes.ApprovalRequestParams;
import dev.podd.lsp.wire.ApprovalTypes.ApprovalResolvedParams;
import dev.podd.lsp.wire.ApprovalTypes.WireApprovalKind;
import dev.podd.lsp.wire.ApprovalTypes.WireApprovalOutcome;
import dev.podd.lsp.wire.ItemTypes.WireItem;
import dev.podd.lsp.wire.ItemTypes.WireToolKind;
import dev.podd.lsp.wire.PermissionTypes.RememberedRule;
import dev.podd.lsp.wire.PodTypes.CompactionState;
import dev.podd.lsp.wire.PodTypes.PodStatus;
import dev.podd.lsp.wire.PodTypes.WireCompactionStatus;
import dev.podd.lsp.wire.PodTypes.WireModel;
import dev.podd.lsp.wire.PodTypes.WirePod;
import dev.podd.lsp.wire.PodTypes.WireScope;
import dev.podd.lsp.wire.PodTypes.WireState;
import dev.podd.lsp.wire.PodTypes.WireTokenSource;
import dev.podd.lsp.wire.PodTypes.WireTokens;
import dev.podd.lsp.wire.QuestionTypes.QuestionOption;
import dev.podd.lsp.wire.QuestionTypes.QuestionRequestParams;
import dev.podd.lsp.wire.TurnTypes.PodQueueResult;
import dev.podd.lsp.wire.TurnTypes.WireOutcome;
import dev.podd.lsp.wire.TurnTypes.WireTurn;
import dev.podd.lsp.wire.TurnTypes.WireTurnError;
import dev.podd.lsp.wire.TurnTypes.WireUsage;
import dev.podd.model.ModelInfo;
import dev.podd.pod.PodSnapshot;
import dev.podd.pod.TurnResult;
import dev.podd.scope.Scope;
import dev.podd.usage.Usage;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods, turns and questions as editors get them. */
final class ToWire {
    private final ItemToWire items;

    ToWire(ItemToWire items) {
        this.items = items;
    }

    /** A Pod without its conversation. */
    static WirePod pod(PodSnapshot pod) {
        return pod(pod, null, null);
    }

    /** A Pod with the newest {@code limit} items of its conversation. */
    WirePod pod(PodSnapshot pod, int limit) {
        List<Item> history = pod.history();
        int before = Math.max(0, history.size() - limit);
        List<WireItem> newest = history.subList(before, history.size()).stream().map(item -> item(item, pod)).toList();
        return pod(pod, newest, before);
    }

    private static WirePod pod(PodSnapshot pod, @Nullable List<WireItem> items, @Nullable Integer before) {
        return new WirePod(pod.pod(), pod.session(), pod.name(), model(pod.model()),
                pod.workingDirectory().toString(), scope(pod.scope()), state(pod), items, before, pod.warnings());
    }

    /** What Podd said in the person's role is Podd's to an editor. */
    WireItem item(Item item, PodSnapshot pod) {
        return item instanceof Item.Message message && pod.isOurs(message) ? items.ours(message) : items.item(item);
    }

    PodQueueResult queue(List<Item.Message> inputs) {
        return new PodQueueResult(inputs.stream().map(items::item).toList());
    }

    static PodStatus status(PodSnapshot pod) {
        return new PodStatus(state(pod), pod.session(), tokens(pod.tokens()), usage(pod.total()),
                new WireCompactionStatus(CompactionState.valueOf(pod.compaction().state().name()),
                        pod.compaction().failures()),
                pod.queue());
    }

    static WireScope scope(Scope scope) {
        List<Path> writable = scope.writable();
        return new WireScope(paths(scope.readable()), paths(writable), scope.summary());
    }

    static WireTurn turn(TurnResult turn) {
        return new WireTurn(outcome(turn.outcome()), error(turn.error()), turn.message(), usage(turn.usage()),
                turn.requests(), turn.session());
    }

    static WireTokens tokens(Tokens tokens) {
        return new WireTokens(tokens.used(), tokens.window(), WireTokenSource.valueOf(tokens.source().name()));
    }

    /** Outcome yielded is never seen outside the log. */
    static WireOutcome outcome(TurnOutcome outcome) {
        return WireOutcome.valueOf(outcome.name());
    }

    static @Nullable WireTurnError error(@Nullable TurnError error) {
        return error == null ? null : new WireTurnError(error.code(), error.message());
    }

    static ApprovalRequestParams question(Question question) {
        List<ApprovalOption> options = question.options().stream().map(option -> new ApprovalOption(option.option(),
                WireApprovalKind.valueOf(option.kind().name()), option.label(),
                option.rule() == null ? null : new RememberedRule(option.rule().tool(), option.rule().pattern())))
                .toList();
        return new ApprovalRequestParams(question.pod(), question.call(), question.title(),
                WireToolKind.valueOf(question.kind().name()), ItemToWire.locations(question.locations()),
                question.diff(), question.command(), options);
    }

    static ApprovalResolvedParams resolved(Question question, @Nullable Answer answer) {
        return new ApprovalResolvedParams(question.pod(), question.call(), answer == null
                ? WireApprovalOutcome.CANCELLED : WireApprovalOutcome.valueOf(answer.kind().name()));
    }

    static QuestionRequestParams question(ModelQuestion question) {
        return new QuestionRequestParams(question.pod(), question.call(), question.question(),
                question.choices().stream().map(
                        choice -> new QuestionOption(choice.option(), choice.label(), choice.description())).toList(),
                question.multiple(), question.freeText());
    }

    static ApprovalResolvedParams resolved(ModelQuestion question, @Nullable Reply reply) {
        return new ApprovalResolvedParams(question.pod(), question.call(), reply == null ? WireApprovalOutcome.CANCELLED
                : reply.isAnswered() ? WireApprovalOutcome.ANSWERED : WireApprovalOutcome.REJECT);
    }

    private static WireModel model(ModelInfo model) {
        return new WireModel(model.provider(), model.id(), model.contextWindow());
    }

    private static WireState state(PodSnapshot pod) {
        return WireState.valueOf(pod.state().name());
    }

    static WireUsage usage(Usage usage) {
        return new WireUsage(usage.input(), usage.cacheRead(), usage.cacheWrite(), usage.output(),
                usage.cost());
    }

    private static List<String> paths(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }
}
