package dev.podd.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.acp.wire.ClientRequests.AskedToolCall;
import dev.podd.acp.wire.ClientRequests.CreateElicitationRequest;
import dev.podd.acp.wire.ClientRequests.CreateElicitationResponse;
import dev.podd.acp.wire.ClientRequests.PermissionOption;
import dev.podd.acp.wire.ClientRequests.PermissionOptionKind;
import dev.podd.acp.wire.ClientRequests.PermissionOutcome;
import dev.podd.acp.wire.ClientRequests.RequestPermissionRequest;
import dev.podd.acp.wire.ClientRequests.RequestPermissionResponse;
import dev.podd.acp.wire.ContentBlock;
import dev.podd.acp.wire.SessionUpdate;
import dev.podd.acp.wire.SessionUpdate.Kind;
import dev.podd.acp.wire.SessionUpdate.Status;
import dev.podd.acp.wire.ToolCallContent;
import dev.podd.approval.Answer;
import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Choice;
import dev.podd.approval.ModelQuestion.Reply;
import dev.podd.approval.Option;
import dev.podd.approval.Person;
import dev.podd.approval.Question;
import dev.podd.json.Json;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.RpcException;
import dev.podd.pod.Pod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person at a client, asked in one session: by {@code session/request_permission}, and for questions of the model by a
 * form where the client has forms. An error is a no.
 */
final class AcpPerson implements Person {
    private static final String NO_WORDS = "this editor cannot take such an answer";
    private static final String NONE = "none";
    private static final String CHOICE = "choice";
    private static final String WORDS = "words";

    private final AcpClient client;
    private final String session;
    private final Pod pod;

    AcpPerson(AcpClient client, String session, Pod pod) {
        this.client = client;
        this.session = session;
        this.pod = pod;
    }

    @Override
    public Optional<Answer> ask(Question question) throws InterruptedException {
        List<PermissionOption> options = question.options().stream()
                .map(option -> new PermissionOption(option.option(), option.label(), kind(option.kind()))).toList();
        AskedToolCall call = new AskedToolCall(question.call(), question.title(),
                ItemToUpdates.kind(question.kind()), Status.PENDING, content(question),
                ItemToUpdates.locations(question.locations()));
        try {
            String chosen = choose(call, options);
            return Optional.of(question.options().stream().filter(option -> option.option().equals(chosen)).findFirst()
                    .map(option -> new Answer(option.kind(), null)).orElse(Answer.REJECTED));
        } catch (RpcException e) {
            return Optional.of(Answer.REJECTED);
        } catch (ConnectionClosedException e) {
            return Optional.empty();
        }
    }

    /** Whether the person trusts a folder; empty when they do not say. */
    Optional<Boolean> trusts(Path folder) throws InterruptedException {
        String id = "trust-" + session;
        AskedToolCall call = new AskedToolCall(id, "Do you trust " + folder + "?", Kind.OTHER, Status.PENDING,
                List.of(new ToolCallContent.Content(new ContentBlock.Text("Trusted, its .podd/pod.toml may change how"
                        + " Podd works here and run commands. Else that file is left unread, and every change and every"
                        + " command is asked about."))),
                List.of());
        String yes = "trust";
        String no = "distrust";
        try {
            String chosen = choose(call, List.of(new PermissionOption(yes, "Trust", PermissionOptionKind.ALLOW_ALWAYS),
                    new PermissionOption(no, "Don't trust", PermissionOptionKind.REJECT_ONCE)));
            client.tell(session, new SessionUpdate.ToolCallUpdate(id,
                    yes.equals(chosen) ? Status.COMPLETED : Status.FAILED, null, null));
            return yes.equals(chosen) ? Optional.of(true) : no.equals(chosen) ? Optional.of(false) : Optional.empty();
        } catch (RpcException | ConnectionClosedException e) {
            return Optional.empty();
        }
    }

    /** The option's id; null when the person chose none. */
    private @Nullable String choose(AskedToolCall call, List<PermissionOption> options) throws InterruptedException {
        RequestPermissionResponse answer = client.connection().ask("session/request_permission",
                new RequestPermissionRequest(session, call, options), RequestPermissionResponse.class);
        return answer != null && answer.outcome() instanceof PermissionOutcome.Selected(String option) ? option : null;
    }

    private List<ToolCallContent> content(Question question) {
        List<ToolCallContent> content = new ArrayList<>();
        if (question.command() != null) {
            content.add(ItemToUpdates.quoted(question.command()));
        }
        if (question.diff() != null) {
            content.addAll(UnifiedDiff.changes(question.diff(), pod.snapshot().workingDirectory()));
        }
        return content;
    }

    private static PermissionOptionKind kind(Option.Kind kind) {
        return switch (kind) {
            case ALLOW_ONCE -> PermissionOptionKind.ALLOW_ONCE;
            case ALLOW_SESSION, ALLOW_ALWAYS -> PermissionOptionKind.ALLOW_ALWAYS;
            case REJECT -> PermissionOptionKind.REJECT_ONCE;
        };
    }

    @Override
    public Optional<Reply> ask(ModelQuestion question) throws InterruptedException {
        try {
            return Optional.of(client.hasForms() ? form(question) : buttons(question));
        } catch (RpcException e) {
            return Optional.of(Reply.DISMISSED);
        } catch (ConnectionClosedException e) {
            return Optional.empty();
        }
    }

    private Reply buttons(ModelQuestion question) throws InterruptedException {
        if (question.choices().isEmpty() || question.multiple()) {
            return Reply.unasked(NO_WORDS);
        }
        List<PermissionOption> options = new ArrayList<>();
        question.choices().forEach(each -> options.add(
                new PermissionOption(each.option(), each.label(), PermissionOptionKind.ALLOW_ONCE)));
        options.add(new PermissionOption(NONE, "None of these", PermissionOptionKind.REJECT_ONCE));
        String chosen = choose(new AskedToolCall(question.call(), question.question(), Kind.OTHER, Status.PENDING,
                List.of(), List.of()), options);
        return question.reply(chosen == null ? List.of() : List.of(chosen), null);
    }

    private Reply form(ModelQuestion question) throws InterruptedException {
        CreateElicitationResponse answer = client.connection().ask("elicitation/create",
                new CreateElicitationRequest("form", session, question.call(), question.question(),
                        new JsonText(schema(question).toString())),
                CreateElicitationResponse.class);
        if (answer == null || !answer.action().equals("accept") || answer.content() == null) {
            return Reply.DISMISSED;
        }
        JsonNode content = Json.read(answer.content().text());
        List<String> chosen = new ArrayList<>();
        JsonNode choice = content.path(CHOICE);
        if (choice.isArray()) {
            choice.forEach(each -> chosen.add(each.asText()));
        } else if (choice.isTextual()) {
            chosen.add(choice.asText());
        }
        return question.reply(chosen, content.path(WORDS).isTextual() ? content.path(WORDS).asText() : null);
    }

    private static ObjectNode schema(ModelQuestion question) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        if (!question.choices().isEmpty()) {
            ObjectNode choice = properties.putObject(CHOICE).put("title", "Answer");
            if (question.multiple()) {
                choice.put("type", "array");
                options(choice.putObject("items").putArray("anyOf"), question.choices());
            } else {
                choice.put("type", "string");
                options(choice.putArray("oneOf"), question.choices());
            }
        }
        if (question.freeText() || question.choices().isEmpty()) {
            properties.putObject(WORDS).put("type", "string").put("title", "In your words");
        }
        return schema;
    }

    private static void options(ArrayNode options, List<Choice> choices) {
        for (Choice each : choices) {
            ObjectNode option = options.addObject().put("const", each.option()).put("title", each.label());
            if (each.description() != null) {
                option.put("description", each.description());
            }
        }
    }
}
