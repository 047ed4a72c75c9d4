package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.buffer.Buffers;
import dev.podd.inline.InlinePods;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.HeaderFraming;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Method.Notification;
import dev.podd.jsonrpc.Method.Request;
import dev.podd.jsonrpc.Order;
import dev.podd.jsonrpc.Queued;
import dev.podd.lsp.plain.PlainFeatures;
import dev.podd.lsp.wire.ApprovalTypes.ApprovalAnswer;
import dev.podd.lsp.wire.ApprovalTypes.ApprovalRequestParams;
import dev.podd.lsp.wire.ApprovalTypes.ApprovalResolvedParams;
import dev.podd.lsp.wire.ChangeTypes.ChangesListResult;
import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.DaemonTypes.CommandLineParams;
import dev.podd.lsp.wire.DaemonTypes.CommandLineResult;
import dev.podd.lsp.wire.DaemonTypes.CommandOutputParams;
import dev.podd.lsp.wire.DaemonTypes.CommandReadResult;
import dev.podd.lsp.wire.DaemonTypes.CommandShowParams;
import dev.podd.lsp.wire.DaemonTypes.OpenedParams;
import dev.podd.lsp.wire.EditorTypes.EditorCompleteParams;
import dev.podd.lsp.wire.EditorTypes.EditorCompleteResult;
import dev.podd.lsp.wire.EditorTypes.EditorModelsResult;
import dev.podd.lsp.wire.EditorTypes.EditorQueryParams;
import dev.podd.lsp.wire.ErrorData;
import dev.podd.lsp.wire.InlineTypes.WireInline;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.PodTypes.PodEventParams;
import dev.podd.lsp.wire.PodTypes.PodParams;
import dev.podd.lsp.wire.QuestionTypes.QuestionAnswer;
import dev.podd.lsp.wire.QuestionTypes.QuestionRequestParams;
import dev.podd.pod.Pods;
import dev.podd.spec.ErrorCode;
import dev.podd.spec.Method;
import dev.podd.spec.NamedType;
import dev.podd.spec.Spec;
import dev.podd.spec.SpecReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the specification says and what the program is made of are the same, both ways. */
class SpecMatchesJavaTest {
    /** What the daemon asks and tells: in the program these are calls, not a table. */
    private static final Map<String, Class<?>> OURS = Map.ofEntries(
            Map.entry("pod/event", PodEventParams.class),
            Map.entry("approval/request", ApprovalRequestParams.class),
            Map.entry("question/request", QuestionRequestParams.class),
            Map.entry("changes/changed", ChangesListResult.class),
            Map.entry("window/showMessageRequest", Lsp.ShowMessageRequestParams.class),
            Map.entry("$/progress", Lsp.ProgressParams.class),
            Map.entry("window/workDoneProgress/create", Lsp.WorkDoneProgressCreateParams.class),
            Map.entry("window/showMessage", Lsp.ShowMessageParams.class),
            Map.entry("window/showDocument", Lsp.ShowDocumentParams.class),
            Map.entry("workspace/codeLens/refresh", Lsp.NoParams.class),
            Map.entry("editor/query", EditorQueryParams.class),
            Map.entry("editor/complete", EditorCompleteParams.class),
            Map.entry("editor/models", Lsp.NoParams.class),
            Map.entry("inline/update", WireInline.class),
            Map.entry("workspace/applyEdit", Lsp.ApplyWorkspaceEditParams.class),
            Map.entry("approval/resolved", ApprovalResolvedParams.class),
            Map.entry("$/opened", OpenedParams.class), Map.entry("$/closed", PodParams.class),
            Map.entry("command/read", Lsp.NoParams.class), Map.entry("$/ending", Lsp.NoParams.class),
            Map.entry("command/output", CommandOutputParams.class),
            Map.entry("command/show", CommandShowParams.class),
            Map.entry("command/line", CommandLineParams.class));
    private static final Map<String, Class<?>> ANSWERS = Map.ofEntries(
            Map.entry("approval/request", ApprovalAnswer.class),
            Map.entry("question/request", QuestionAnswer.class),
            Map.entry("window/showMessageRequest", Lsp.MessageActionItem.class),
            Map.entry("editor/query", JsonText.class),
            Map.entry("editor/complete", EditorCompleteResult.class),
            Map.entry("editor/models", EditorModelsResult.class),
            Map.entry("workspace/applyEdit", Lsp.ApplyWorkspaceEditResult.class),
            Map.entry("window/showDocument", Lsp.ShowDocumentResult.class),
            Map.entry("window/workDoneProgress/create", Void.class),
            Map.entry("workspace/codeLens/refresh", Void.class), Map.entry("command/output", Empty.class),
            Map.entry("command/line", CommandLineResult.class), Map.entry("command/read", CommandReadResult.class));
    /** Read by the connection itself, as it comes. */
    private static final String CANCEL = "$/cancelRequest";

    private final Spec spec = SpecReader.read(Path.of("..", "protocol-spec", "spec"));
    private final Map<String, String> found = new TreeMap<>();
    private final Set<Class<?>> seen = new java.util.LinkedHashSet<>();

    @Test
    void everyMethodIsAnsweredAsSpecified() {
        Map<String, String> due = new TreeMap<>();
        for (Method method : spec.methods()) {
            due.put(method.name(), method.from() == Method.From.DAEMON ? ours(method) : theirs(method));
        }
        due.remove(CANCEL);
        door().methods().forEach(method -> found.put(method.name(), switch (method) {
            case Request<?, ?> request -> "request " + name(request.params()) + " " + result(request) + " "
                    + order(request.order());
            case Notification<?> notification -> "notification " + name(notification.params()) + " connection";
        }));
        OURS.forEach((name, params) -> found.put(name, name(params)
                + (ANSWERS.containsKey(name) ? " " + name(ANSWERS.get(name)) : "")));
        assertThat(found).isEqualTo(due);
    }

    @Test
    void paramsOfQueuedMethodsNameTheirQueueAndNoOthersDo() {
        door().methods().forEach(method -> assertThat(Queued.class.isAssignableFrom(method.params()))
                .as(method.name()).isEqualTo(queued(method.params())));
    }

    @Test
    void everyTypeIsAsSpecified() {
        door().methods().forEach(method -> {
            note(method.params());
            if (method instanceof Request<?, ?> request && request.result() != Void.class) {
                note(request.result());
            }
        });
        OURS.values().forEach(this::note);
        ANSWERS.values().forEach(this::note);
        Map<String, String> due = new TreeMap<>();
        spec.types().values().forEach(type -> due.put(type.name(), described(type)));
        due.remove("CancelParams");
        assertThat(found).isEqualTo(due);
    }

    @Test
    void everyFieldOfAnErrorsDataIsSpecified() {
        Set<String> specified = new TreeSet<>(Set.of("name", "retry"));
        spec.errors().stream().map(ErrorCode::data).forEach(specified::addAll);
        specified.removeAll(Set.of("status", "retryAfter"));
        Set<String> written = new TreeSet<>();
        for (Class<?> data : ErrorData.class.getDeclaredClasses()) {
            Arrays.stream(data.getRecordComponents()).map(RecordComponent::getName).forEach(written::add);
        }
        assertThat(written).isEqualTo(specified);
    }

    private static LspDoor door() {
        Connection connection = new Connection(
                new HeaderFraming(InputStream.nullInputStream(), OutputStream.nullOutputStream()));
        Editor editor = new Editor(connection, new Buffers(Clock.systemUTC()), () -> {
            throw new IllegalStateException("no Pod is needed to know what may be called");
        }, Map.of());
        LifeCycle cycle = new LifeCycle();
        Supplier<Pods> none = () -> {
            throw new IllegalStateException();
        };
        InlinePods inlinePods = new InlinePods(none, editor.window());
        return new LspDoor(cycle, new LifeEndpoint(connection, editor, cycle, Stage.HOST), editor,
                new PodEndpoint(editor, none), new SessionEndpoint(editor, none), new SessionChanges(editor, none),
                new ChangesEndpoint(editor, none),
                new ContentEndpoint(new BaseTexts(none), new SessionEndpoint(editor, none)),
                new FileEndpoint(editor, none), new ModelEndpoint(editor, none), new PromptEndpoint(editor, none),
                new PermissionEndpoint(none), new InlineEndpoint(editor, none, inlinePods),
                new InlineCompletionEndpoint(editor, inlinePods), new ManifestEndpoint(editor.documents()),
                new DaemonEndpoint(connection, editor, Stage.HOST), new CommandEndpoint(connection, Stage.HOST),
                plain(connection, editor), (where, failure) -> where);
    }

    private static PlainEndpoint plain(Connection connection, Editor editor) {
        Progresses progresses = new Progresses(connection);
        Supplier<Pods> none = () -> {
            throw new IllegalStateException();
        };
        return new PlainEndpoint(editor.documents(), new PlainFeatures(new PlainClient(connection, editor, none,
                (where, failure) -> where, progresses,
                new ContentEndpoint(new BaseTexts(none), new SessionEndpoint(editor, none)), new ShownFiles())),
                progresses);
    }

    private static String theirs(Method method) {
        String order = method.order().name().toLowerCase(Locale.ROOT);
        return method.result() == null ? "notification " + method.params() + " " + order
                : "request " + method.params() + " " + method.result() + " " + order;
    }

    private static String ours(Method method) {
        return method.params() + (method.result() == null ? "" : " " + method.result());
    }

    private static String result(Request<?, ?> request) {
        return request.result() == Void.class ? "null" : name(request.result()) + (request.isList() ? "[]" : "");
    }

    private static String order(Order order) {
        return switch (order) {
            case CONNECTION -> "connection";
            case QUEUED -> "pod";
            case FREE -> "free";
        };
    }

    private boolean queued(Class<?> params) {
        return spec.methods().stream().anyMatch(method -> method.from() == Method.From.EDITOR
                && method.order() == Method.Order.POD && method.params().name().equals(name(params)));
    }

    private static String described(NamedType type) {
        return switch (type) {
            case NamedType.Structure structure -> fields(structure);
            case NamedType.Union union -> union.variants().stream()
                    .map(variant -> variant.name() + fields(variant)).toList().toString();
            case NamedType.Enumeration texts -> texts.values().stream().map(NamedType.Value::value).toList().toString();
        };
    }

    private static String fields(NamedType.Structure structure) {
        return structure.fields().stream()
                .map(field -> field.name() + (field.optional() ? "?" : "") + ": " + field.type()).toList().toString();
    }

    /** Describes a class, and all that its fields lead to, in the same words. */
    private void note(Class<?> type) {
        if (!type.getName().startsWith("dev.podd.lsp.wire") || !seen.add(type)) {
            return;
        }
        if (type.isEnum()) {
            found.put(name(type), Arrays.stream(type.getEnumConstants())
                    .map(constant -> camel(((Enum<?>) constant).name())).toList().toString());
        } else if (type.isSealed()) {
            List<String> variants = new ArrayList<>();
            for (Class<?> variant : type.getPermittedSubclasses()) {
                String tag = variant.getSimpleName();
                variants.add(tag.substring(0, 1).toLowerCase(Locale.ROOT) + tag.substring(1) + fields(variant));
            }
            found.put(name(type), variants.toString());
        } else {
            found.put(name(type), fields(type));
        }
    }

    private String fields(Class<?> type) {
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            fields.add(component.getName() + (optional ? "?" : "") + ": " + typeName(component.getGenericType()));
        }
        return fields.toString();
    }

    private String typeName(Type type) {
        if (type instanceof ParameterizedType list) {
            return typeName(list.getActualTypeArguments()[0]) + "[]";
        }
        Class<?> raw = (Class<?>) type;
        note(raw);
        return name(raw);
    }

    private static String name(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "string";
            case "Void" -> "null";
            case "int", "Integer", "long", "Long" -> "integer";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "boolean";
            case "JsonText" -> type == JsonText.class ? "any" : "?";
            default -> type.getSimpleName().startsWith("Wire") ? type.getSimpleName().substring(4)
                    : type.getSimpleName();
        };
    }

    private static String camel(String constant) {
        StringBuilder text = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }
}
