package dev.podd.hook.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.hook.AbortView;
import dev.podd.hook.CallDecision;
import dev.podd.hook.CallView;
import dev.podd.hook.Hook;
import dev.podd.hook.PromptDecision;
import dev.podd.hook.PromptView;
import dev.podd.hook.RequestDecision;
import dev.podd.hook.RequestView;
import dev.podd.hook.ResultDecision;
import dev.podd.hook.ResultView;
import dev.podd.hook.TurnEndDecision;
import dev.podd.hook.TurnEndView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes hooks of commands. A command gets {@code {"point": …}} and the fields of the point's view on its standard input
 * and answers {@code {"decision": …}} with the decision's own fields; one that fails, is late or unreadable counts as
 * the safe answer: deny before a tool call, continue elsewhere (semantics 5.4).
 */
public final class CommandHooks {
    private final HookProcess process;
    private final Consumer<String> warn;

    /** @param warn told why a safe answer was taken */
    public CommandHooks(HookProcess process, Consumer<String> warn) {
        this.process = process;
        this.warn = warn;
    }

    /** @param point as in the manifest: on_prompt_submit, pre_request, pre_tool_call, post_tool_call, … */
    public Hook at(String point, CommandHook hook) {
        Asking asking = new Asking(hook, point, process, warn);
        return switch (point) {
            case "on_prompt_submit" -> new OnPromptSubmit(asking);
            case "pre_request" -> new PreRequest(asking);
            case "pre_tool_call" -> new PreToolCall(asking);
            case "post_tool_call" -> new PostToolCall(asking);
            case "on_turn_end" -> new OnTurnEnd(asking);
            case "on_abort" -> new OnAbort(asking);
            default -> throw new IllegalArgumentException("there is no hook point " + point);
        };
    }

    private record OnPromptSubmit(Asking asking) implements Hook.OnPromptSubmit {
        @Override
        public String name() {
            return asking.name();
        }

        @Override
        public PromptDecision onPromptSubmit(PromptView view) throws InterruptedException {
            Optional<JsonNode> answer = asking.ask(view);
            return switch (word(answer)) {
                case "refuse" -> new PromptDecision.Refuse(Asking.reason(answer.orElseThrow(), "reason"));
                case "continue" -> new PromptDecision.Continue();
                default -> {
                    asking.unknown(answer.orElseThrow(), "continue", "refuse");
                    yield new PromptDecision.Continue();
                }
            };
        }
    }

    private record PreRequest(Asking asking) implements Hook.PreRequest {
        @Override
        public String name() {
            return asking.name();
        }

        @Override
        public RequestDecision preRequest(RequestView view) throws InterruptedException {
            Optional<JsonNode> answer = asking.ask(view);
            return switch (word(answer)) {
                case "cancel" -> new RequestDecision.Cancel(Asking.reason(answer.orElseThrow(), "reason"));
                case "yield" -> new RequestDecision.Yield();
                case "continue" -> new RequestDecision.Continue();
                default -> {
                    asking.unknown(answer.orElseThrow(), "continue", "cancel", "yield");
                    yield new RequestDecision.Continue();
                }
            };
        }
    }

    private record PreToolCall(Asking asking) implements Hook.PreToolCall {
        @Override
        public String name() {
            return asking.name();
        }

        @Override
        public CallDecision preToolCall(CallView view) throws InterruptedException {
            if (!asking.isAbout(view.tool())) {
                return new CallDecision.Continue();
            }
            Optional<JsonNode> answer = asking.ask(view);
            if (answer.isEmpty()) {
                return new CallDecision.Deny("Denied: hook " + name() + " gave no usable answer.");
            }
            return switch (word(answer)) {
                case "deny" -> new CallDecision.Deny(Asking.reason(answer.get(), "message"));
                case "abort" -> new CallDecision.Abort(Asking.reason(answer.get(), "reason"));
                case "pause" -> new CallDecision.Pause();
                case "continue" -> new CallDecision.Continue();
                default -> {
                    asking.unknown(answer.get(), "continue", "deny", "abort", "pause");
                    yield new CallDecision.Deny("Denied: hook " + name() + " gave no usable answer.");
                }
            };
        }
    }

    private record PostToolCall(Asking asking) implements Hook.PostToolCall {
        @Override
        public String name() {
            return asking.name();
        }

        @Override
        public ResultDecision postToolCall(ResultView view) throws InterruptedException {
            if (!asking.isAbout(view.call().tool())) {
                return new ResultDecision.Continue();
            }
            Optional<JsonNode> answer = asking.ask(view);
            return switch (word(answer)) {
                case "abort" -> new ResultDecision.Abort(Asking.reason(answer.orElseThrow(), "reason"));
                case "continue" -> new ResultDecision.Continue();
                default -> {
                    asking.unknown(answer.orElseThrow(), "continue", "abort");
                    yield new ResultDecision.Continue();
                }
            };
        }
    }

    private record OnTurnEnd(Asking asking) implements Hook.OnTurnEnd {
        @Override
        public String name() {
            return asking.name();
        }

        @Override
        public TurnEndDecision onTurnEnd(TurnEndView view) throws InterruptedException {
            Optional<JsonNode> answer = asking.ask(view);
            return switch (word(answer)) {
                case "continue_with" -> continueWith(answer.orElseThrow());
                case "pause" -> new TurnEndDecision.Pause();
                case "finish", "continue" -> new TurnEndDecision.Finish();
                default -> {
                    asking.unknown(answer.orElseThrow(), "finish", "continue_with", "pause");
                    yield new TurnEndDecision.Finish();
                }
            };
        }

        private TurnEndDecision continueWith(JsonNode answer) {
            List<String> messages = new ArrayList<>();
            for (JsonNode each : answer.path("messages")) {
                if (!each.isTextual() || each.textValue().isBlank()) {
                    messages.clear();
                    break;
                }
                messages.add(each.textValue());
            }
            if (messages.isEmpty() || !answer.path("messages").isArray()) {
                asking.failed("answered continue_with, but its \"messages\" is no list of texts");
                return new TurnEndDecision.Finish();
            }
            return new TurnEndDecision.ContinueWith(messages);
        }
    }

    private record OnAbort(Asking asking) implements Hook.OnAbort {
        @Override
        public String name() {
            return asking.name();
        }

        @Override
        public void onAbort(AbortView view) {
            try {
                asking.ask(view);
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String word(Optional<JsonNode> answer) {
        return answer.map(each -> each.path("decision").asText()).orElse("continue");
    }
}
