package dev.podd.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.podd.Golden;
import dev.podd.item.Item;
import dev.podd.item.Opaque;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.provider.anthropic.MessagesFormat;
import dev.podd.provider.compatible.ChatCompletionsFormat;
import dev.podd.provider.openai.ResponsesFormat;
import dev.podd.provider.wire.ModelFamilies;
import dev.podd.provider.wire.ModelFamily;
import dev.podd.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent: as golden text, and as bytes of which each request extends the one before. */
class RequestTest {
    private static final RequestSettings ALL = new RequestSettings(4000, 0.5, 0.9, List.of("STOP"), null);
    private static final String MARKER = ",\"cache_control\":{\"type\":\"ephemeral\"}";

    @ParameterizedTest
    @EnumSource
    void everythingThatAHistoryCanHoldIsSent(ProviderSettings.Kind kind) throws Exception {
        check(kind, "everything", "plain", new ModelRequest("Be brief.", Conversations.everything(),
                Conversations.TOOLS, ALL), "A history with all that is awkward, all settings, two tools.");
    }

    @ParameterizedTest
    @EnumSource
    void theSmallestRequestHoldsNothingThatNobodyAskedFor(ProviderSettings.Kind kind) throws Exception {
        check(kind, "smallest", "plain", new ModelRequest(null, Conversations.HELLO, List.of(),
                RequestSettings.DEFAULT), "One question: no prompt, no tools, no settings.");
    }

    @ParameterizedTest
    @EnumSource
    void reasoningGoesBackToTheModelItCameFromAlone(ProviderSettings.Kind kind) throws Exception {
        check(kind, "reasoning", "plain", new ModelRequest(null, reasoned(kind.id(), "plain"), Conversations.TOOLS,
                reasoning("medium")), "A turn with reasoning, its payload sent back, the model asked to reason on.");
        String other = body(kind, "other", new ModelRequest(null, reasoned(kind.id(), "plain"), Conversations.TOOLS,
                RequestSettings.DEFAULT));
        assertThat(other).doesNotContain("Thought", "payload");
    }

    @ParameterizedTest
    @EnumSource
    void eachRequestExtendsTheOneBefore(ProviderSettings.Kind kind) {
        List<Item> history = growing(kind);
        String before = "";
        for (int length = 1; length <= history.size(); length++) {
            if (isFromModel(history.get(length - 1))) {
                continue;
            }
            ModelRequest request = new ModelRequest("Be brief.", history.subList(0, length), Conversations.TOOLS, ALL);
            String body = body(kind, "plain", request).replace(MARKER, "");
            assertThat(body).as("%d items", length).startsWith(before);
            assertThat(body(kind, "plain", request).replace(MARKER, "")).isEqualTo(body);
            before = body.replaceFirst("[\\]}\"]+$", "");
        }
        assertThat(before).hasSizeGreaterThan(1000);
    }

    @Test
    void atMostFourCacheMarkersStandAtTheEndsOfWhatStays() {
        List<Item> history = growing(ProviderSettings.Kind.ANTHROPIC);
        for (int length = 1; length <= history.size(); length++) {
            ModelRequest request = new ModelRequest("Be brief.", history.subList(0, length), Conversations.TOOLS, ALL);
            String body = body(ProviderSettings.Kind.ANTHROPIC, "plain", request);
            assertThat(body.split(MARKER.replaceAll("[{}]", "\\\\$0"), -1).length - 1).isBetween(3, 4);
        }
    }

    @Test
    void claudeThinksByEffortOrByBudgetAsItsFamilyWants() {
        assertThat(claude("claude-opus-4-6", reasoning("high"))).contains(
                "\"max_tokens\":128000,", "\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"}",
                "\"output_config\":{\"effort\":\"high\"}");
        assertThat(claude("claude-opus-5-5", RequestSettings.DEFAULT)).contains(
                "\"block_binding\":{\"prefix_mismatch_behavior\":\"drop_block\"}}").doesNotContain("effort");
        assertThat(claude("claude-sonnet-4-5-20250929", reasoning("low"))).contains("\"max_tokens\":64000,",
                "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4096}");
        assertThat(claude("claude-3-5-haiku-latest", reasoning("high"))).doesNotContain("thinking");
        assertThat(claude("claude-sonnet-4-5", reasoning("none"))).doesNotContain("thinking");
    }

    @Test
    void thinkingLeavesHalfOfTheTokensToTheAnswerAndRulesOutTemperature() {
        RequestSettings tight = new RequestSettings(6000, 0.5, null, List.of(), "high");
        assertThat(claude("claude-sonnet-4-5", tight)).contains("\"budget_tokens\":3000}")
                .doesNotContain("temperature");
        RequestSettings tighter = new RequestSettings(2000, 0.5, null, List.of(), "high");
        assertThat(claude("claude-sonnet-4-5", tighter)).contains("\"temperature\":0.5").doesNotContain("thinking");
    }

    @Test
    void callsMadeWithoutThinkingAreNotFollowedByThinkingWithABudget() {
        List<Item> history = List.of(Conversations.user("i1", "a"),
                new Item.ToolCall("i2", "c1", "read", "{}"),
                new Item.ToolResult("i3", "c1", ToolOutcome.OK, "done", null));
        ModelRequest request = new ModelRequest(null, history, List.of(), reasoning("high"));
        assertThat(body(ProviderSettings.Kind.ANTHROPIC, "claude-sonnet-4-5", request)).doesNotContain("thinking");
        assertThat(body(ProviderSettings.Kind.ANTHROPIC, "claude-opus-4-6", request)).contains("thinking");
    }

    @Test
    void aPictureOfAToolIsShownWhereAResultMayHoldOneAndNamedElsewhere() {
        Part.Image picture = new Part.Image("image/png", "iVBORw0KGgo=");
        ModelRequest request = new ModelRequest(null, List.of(Conversations.user("i1", "a"),
                new Item.ToolCall("i2", "c1", "read", "{}"),
                new Item.ToolResult("i3", "c1", ToolOutcome.OK, "done", "[picture 1]", List.of(picture))), List.of(),
                RequestSettings.DEFAULT);
        assertThat(body(ProviderSettings.Kind.ANTHROPIC, "claude-opus-4-6", request)).contains(
                "\"content\":[{\"type\":\"text\",\"text\":\"done\\n[picture 1]\"},{\"type\":\"image\",\"source\":"
                        + "{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}}]");
        assertThat(body(ProviderSettings.Kind.OPENAI, "gpt-5.4", request)).contains(
                "\"output\":[{\"type\":\"input_text\",\"text\":\"done\\n[picture 1]\"},{\"type\":\"input_image\","
                        + "\"image_url\":\"data:image/png;base64,iVBORw0KGgo=\"}]");
        assertThat(body(ProviderSettings.Kind.OPENAI_COMPATIBLE, "plain", request)).contains(
                "done\\n[picture 1]\\n[the picture is not shown to this model]").doesNotContain("iVBORw0KGgo=");
    }

    @Test
    void modelsThatTakeNoTemperatureAreNotGivenOne() {
        ModelRequest request = new ModelRequest(null, Conversations.HELLO, List.of(), ALL);
        assertThat(body(ProviderSettings.Kind.OPENAI, "gpt-5.4", request)).doesNotContain("temperature")
                .contains("\"include\":[\"reasoning.encrypted_content\"]");
        assertThat(body(ProviderSettings.Kind.OPENAI, "gpt-4.1", request)).contains("\"temperature\":0.5")
                .doesNotContain("include");
        assertThat(body(ProviderSettings.Kind.ANTHROPIC, "claude-opus-4-8", request)).doesNotContain("temperature");
    }

    @Test
    void halfACharacterDoesNotStopARequest() {
        List<Item> history = List.of(Conversations.user("i1", "half \uD83D of it"));
        for (ProviderSettings.Kind kind : ProviderSettings.Kind.values()) {
            assertThat(body(kind, "plain", new ModelRequest(null, history, List.of(), RequestSettings.DEFAULT)))
                    .contains("half ? of it");
        }
    }

    private static void check(ProviderSettings.Kind kind, String name, String model, ModelRequest request,
            String shows) throws JsonProcessingException {
        String pretty = Json.mapper().writerWithDefaultPrettyPrinter()
                .writeValueAsString(Json.read(body(kind, model, request)));
        Golden.check("provider/" + kind.id() + "-request-" + name + ".txt", shows, pretty + "\n");
    }

    private static String claude(String model, RequestSettings settings) {
        return body(ProviderSettings.Kind.ANTHROPIC, model,
                new ModelRequest(null, Conversations.HELLO, List.of(), settings));
    }

    private static String body(ProviderSettings.Kind kind, String model, ModelRequest request) {
        return new String(format(kind, model).body(request), StandardCharsets.UTF_8);
    }

    private static WireFormat format(ProviderSettings.Kind kind, String model) {
        ModelInfo info = new ModelInfo(kind.id(), model, null, false);
        ModelFamily family = ModelFamilies.shipped().of(model);
        return switch (kind) {
            case ANTHROPIC -> new MessagesFormat(info, family, () -> "fresh");
            case OPENAI -> new ResponsesFormat(info, family, () -> "fresh");
            case OPENAI_COMPATIBLE -> new ChatCompletionsFormat(info, () -> "fresh");
        };
    }

    private static RequestSettings reasoning(String level) {
        return new RequestSettings(null, null, null, List.of(), level);
    }

    private static List<Item> growing(ProviderSettings.Kind kind) {
        List<Item> history = new ArrayList<>(Conversations.everything());
        for (int turn = 0; turn < 3; turn++) {
            history.addAll(reasoned(kind.id(), "plain"));
        }
        history.addAll(Conversations.everything());
        return history;
    }

    private static List<Item> reasoned(String provider, String model) {
        return List.of(
                Conversations.user("r1", "Think."),
                new Item.Reasoning("r2", "Thought one. ", payload(provider, model)),
                Conversations.assistant("r3", "I call."),
                new Item.ToolCall("r4", "call_7", "read", "{\"path\":\"a\"}"),
                new Item.ToolCall("r5", "call_8", "read", "{\"path\":\"b\"}"),
                new Item.ToolResult("r6", "call_7", ToolOutcome.OK, "1 line", "a"),
                new Item.ToolResult("r7", "call_8", ToolOutcome.CANCELLED, "stopped", null),
                new Item.Reasoning("r8", "Thought two.", payload(provider, model)),
                Conversations.assistant("r9", "Done."),
                Conversations.user("r10", "Thanks."),
                new Item.Reasoning("r11", "Thought that led nowhere.", payload(provider, model)),
                Conversations.user("r12", "Go on."));
    }

    private static Opaque payload(String provider, String model) {
        return new Opaque(provider, model, switch (provider) {
            case "anthropic" -> "{\"signature\":\"payload\"}";
            case "openai" -> "{\"summary\":[],\"encrypted_content\":\"payload\"}";
            default -> "reasoning_content";
        });
    }

    private static boolean isFromModel(Item item) {
        return switch (item) {
            case Item.Message message -> message.role() == Role.ASSISTANT;
            case Item.Reasoning reasoning -> true;
            case Item.ToolCall call -> true;
            case Item.ToolResult result -> false;
        };
    }
}
