package dev.podd.hook.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.search.Glob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandHooksTest {
    private static final CallView CALL = new CallView("s", "c1", "edit", "{\"path\":\"a\"}", "edit a", List.of("/a"));
    private static final Item.Message INPUT = Item.Message.text("u1", Role.USER, "hi");

    private final List<String> warnings = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private HookProcess.Result result = new HookProcess.Result.Exited(0, "", "");

    private <H extends Hook> H hook(Class<H> point, String name, List<String> tools) {
        CommandHooks hooks = new CommandHooks((command, input, limit) -> {
            inputs.add(new String(input, StandardCharsets.UTF_8));
            return result;
        }, warnings::add);
        return point.cast(hooks.at(name,
                new CommandHook("check.sh", tools.stream().map(Glob::of).toList(), Duration.ofSeconds(10))));
    }

    private void answers(String json) {
        result = new HookProcess.Result.Exited(0, json, "");
    }

    private CallDecision askBeforeCall() throws InterruptedException {
        return hook(Hook.PreToolCall.class, "pre_tool_call", List.of()).preToolCall(CALL);
    }

    @Test
    void theCommandGetsTheViewAsJson() throws InterruptedException {
        assertThat(askBeforeCall()).isEqualTo(new CallDecision.Continue());
        assertThat(inputs).containsExactly("{\"point\":\"pre_tool_call\",\"session\":\"s\",\"call\":\"c1\","
                + "\"tool\":\"edit\",\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\",\"title\":\"edit a\","
                + "\"subjects\":[\"/a\"]}");
        assertThat(warnings).isEmpty();
    }

    @Test
    void eachDecisionBeforeACallIsUnderstood() throws InterruptedException {
        answers("{\"decision\":\"continue\"}");
        assertThat(askBeforeCall()).isEqualTo(new CallDecision.Continue());
        answers("{\"decision\":\"deny\",\"message\":\"not today\"}");
        assertThat(askBeforeCall()).isEqualTo(new CallDecision.Deny("not today"));
        answers("{\"decision\":\"abort\",\"reason\":\"enough\"}");
        assertThat(askBeforeCall()).isEqualTo(new CallDecision.Abort("enough"));
        answers("{\"decision\":\"pause\"}");
        assertThat(askBeforeCall()).isEqualTo(new CallDecision.Pause());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | no json | '' | answered what is no JSON",
        "0 | {\"x\":1} | '' | answered JSON without a \"decision\"",
        "0 | {\"decision\":\"maybe\"} | '' | it may be continue, deny, abort, pause",
        "3 | {\"decision\":\"continue\"} | '' | ended with exit code 3",
        "127 | '' | sh: check.sh: not found | ended with exit code 127: sh: check.sh: not found"})
    void withoutAUsableAnswerACallIsDeniedAndThePersonIsTold(int exit, String output, String errors, String warning)
            throws InterruptedException {
        isDeniedWith(new HookProcess.Result.Exited(exit, output, "a line before\n" + errors + "\n"), warning);
    }

    @Test
    void aCallIsDeniedWhereTheHookIsLateOrCannotStart() throws InterruptedException {
        isDeniedWith(new HookProcess.Result.TimedOut(), "gave no answer within 10 s");
        warnings.clear();
        isDeniedWith(new HookProcess.Result.NotStarted("no bubblewrap"), "was not started: no bubblewrap");
    }

    private void isDeniedWith(HookProcess.Result how, String warning) throws InterruptedException {
        result = how;
        assertThat(askBeforeCall()).isInstanceOf(CallDecision.Deny.class);
        assertThat(warnings).singleElement().asString().startsWith("hook pre_tool_call (check.sh) ").contains(warning);
    }

    @Test
    void elsewhereTheSafeAnswerIsToGoOn() throws InterruptedException {
        result = new HookProcess.Result.Exited(1, "", "");
        assertThat(hook(Hook.OnPromptSubmit.class, "on_prompt_submit", List.of())
                .onPromptSubmit(new PromptView("s", INPUT, List.of()))).isEqualTo(new PromptDecision.Continue());
        assertThat(hook(Hook.PreRequest.class, "pre_request", List.of())
                .preRequest(new RequestView("s", 1, List.of()))).isEqualTo(new RequestDecision.Continue());
        assertThat(hook(Hook.PostToolCall.class, "post_tool_call", List.of()).postToolCall(resultView()))
                .isEqualTo(new ResultDecision.Continue());
        assertThat(hook(Hook.OnTurnEnd.class, "on_turn_end", List.of()).onTurnEnd(new TurnEndView("s", 1, List.of())))
                .isEqualTo(new TurnEndDecision.Finish());
        assertThat(warnings).hasSize(4);
    }

    @Test
    void theOtherPointsUnderstandTheirDecisions() throws InterruptedException {
        answers("{\"decision\":\"refuse\",\"reason\":\"secret\"}");
        assertThat(hook(Hook.OnPromptSubmit.class, "on_prompt_submit", List.of())
                .onPromptSubmit(new PromptView("s", INPUT, List.of()))).isEqualTo(new PromptDecision.Refuse("secret"));
        answers("{\"decision\":\"yield\"}");
        assertThat(hook(Hook.PreRequest.class, "pre_request", List.of())
                .preRequest(new RequestView("s", 1, List.of()))).isEqualTo(new RequestDecision.Yield());
        answers("{\"decision\":\"abort\",\"reason\":\"bad\"}");
        assertThat(hook(Hook.PostToolCall.class, "post_tool_call", List.of()).postToolCall(resultView()))
                .isEqualTo(new ResultDecision.Abort("bad"));
        answers("{\"decision\":\"continue_with\",\"messages\":[\"run the tests\"]}");
        assertThat(hook(Hook.OnTurnEnd.class, "on_turn_end", List.of()).onTurnEnd(new TurnEndView("s", 1, List.of())))
                .isEqualTo(new TurnEndDecision.ContinueWith(List.of("run the tests")));
        hook(Hook.OnAbort.class, "on_abort", List.of()).onAbort(new AbortView("s", "cancelled"));
        assertThat(inputs).last().isEqualTo("{\"point\":\"on_abort\",\"session\":\"s\",\"reason\":\"cancelled\"}");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aHookIsAskedOnlyAboutItsTools() throws InterruptedException {
        answers("{\"decision\":\"deny\",\"message\":\"no\"}");
        assertThat(hook(Hook.PreToolCall.class, "pre_tool_call", List.of("shell", "w*")).preToolCall(CALL))
                .isEqualTo(new CallDecision.Continue());
        assertThat(hook(Hook.PreToolCall.class, "pre_tool_call", List.of("e*")).preToolCall(CALL))
                .isEqualTo(new CallDecision.Deny("no"));
        assertThat(inputs).hasSize(1);
    }

    @Test
    void thereIsNoOtherPoint() {
        assertThatThrownBy(() -> hook(Hook.class, "pre_coffee", List.of()))
                .hasMessage("there is no hook point pre_coffee");
    }

    private static ResultView resultView() {
        return new ResultView(CALL, new Item.ToolResult("r1", "c1", ToolOutcome.OK, "done", null));
    }
}
