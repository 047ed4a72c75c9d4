package dev.podd.daemon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an editor and a daemon have said, as far as another daemon has to be told it when this one has ended: how they met,
 * the open documents, the Pods, the requests without an answer. Safe on every thread.
 */
public final class RelayState implements RelayedProtocol {
    /** Begins the ids of a relay's own requests. */
    static final String OWN = "\"$relay/";
    /** After so many bytes the changes of documents are replaced by the documents, which the daemon tells. */
    private static final long LEAST_JOURNAL = 1 << 20;
    private static final String SNAPSHOT_ID = OWN + "documents\"";
    /** What a daemon may be asked once more, since it changes nothing or what it changed is gone with the daemon. */
    private static final Set<String> REPEATABLE = Set.of("initialize", "shutdown", "pod/open", "pod/list", "pod/status",
            "pod/cancel", "pod/close", "pod/trust", "pod/queue", "session/list", "session/read", "session/export",
            "session/verify", "manifest/check");

    private @Nullable RelayedMessage initialize;
    private @Nullable RelayedMessage initialized;
    /** Whether the editor's process could be seen when it said which one it is. */
    private boolean isEditorSeen;
    private final List<byte[]> folderChanges = new ArrayList<>();
    private @Nullable String documents;
    private final List<byte[]> journal = new ArrayList<>();
    private long journalBytes;
    private long maxJournal = LEAST_JOURNAL;
    /** How much of the journal the daemon's next answer holds; -1 while none is due. */
    private int asked = -1;
    private final OpenMessages messages = new OpenMessages();
    private final Map<String, OpenPod> pods = new LinkedHashMap<>();
    private boolean isEnding;
    private boolean hasShutDown;
    private boolean hasExited;

    /** @param opened params of a request that opens it as it is now */
    private record OpenPod(String opened, String session, long seq, boolean turnOpen) {
        OpenPod openedWith(String params) {
            return new OpenPod(params, session, seq, turnOpen);
        }

        /** After an event, which begins or ends a turn or does neither. */
        OpenPod after(String nowIn, long last, String event) {
            boolean isOpen = event.startsWith("{\"type\":\"turnStarted\"")
                    || (turnOpen && !event.startsWith("{\"type\":\"turnDone\""));
            return new OpenPod(opened, nowIn, last, isOpen);
        }
    }

    @Override
    public Cutter cutter(Cutter.Sink sink) {
        return new FrameCutter(sink);
    }

    @Override
    public byte[] framed(byte[] body) {
        return Wire.framed(body);
    }

    @Override
    public synchronized byte[] attachment(String members) {
        return Wire.notification("$/attach", "{" + members + ",\"lastQuestion\":" + messages.lastQuestion() + "}");
    }

    @Override
    public byte[] shown(int type, String message) {
        return Wire.shown(type, message);
    }

    @Override
    public synchronized boolean said(RelayedMessage message) {
        String id = message.id();
        switch (message.method()) {
            case "" -> {
                return id == null || !messages.answersLostQuestion(id);
            }
            case "initialize" -> {
                initialize = message;
                isEditorSeen = isAlive(process());
            }
            case "initialized" -> initialized = message;
            case "exit" -> hasExited = true;
            case "shutdown" -> hasShutDown = true;
            case "workspace/didChangeWorkspaceFolders" -> folderChanges.add(message.json());
            case "textDocument/didOpen", "textDocument/didChange", "textDocument/didSave", "textDocument/didClose" -> {
                journal.add(message.json());
                journalBytes += message.json().length;
            }
            default -> {
            }
        }
        if (id != null) {
            messages.requested(id, message);
        }
        return true;
    }

    @Override
    public synchronized boolean heard(RelayedMessage message) {
        String id = message.id();
        if (message.method().equals("pod/event")) {
            event(message);
        } else if (message.method().equals("$/cancelRequest")) {
            messages.withdrawn(String.valueOf(message.raw("params.id")));
        } else if (message.method().equals("$/ending")) {
            isEnding = true;
            return false;
        } else if (message.method().equals("$/closed")) {
            closed(message);
            return false;
        } else if (message.method().equals("$/opened")) {
            opened(message);
            return false;
        } else if (id != null && !message.method().isEmpty()) {
            messages.asked(id, message);
        } else if (id != null) {
            return isForEditor(id, message);
        }
        return true;
    }

    private boolean isForEditor(String id, RelayedMessage answer) {
        if (id.equals(SNAPSHOT_ID)) {
            snapshot(answer);
        } else if (!id.startsWith(OWN)) {
            RelayedMessage request = messages.takeRequest(id);
            if (request != null && answer.raw("error") == null) {
                note(request, answer);
            }
            return true;
        }
        return false;
    }

    private void note(RelayedMessage request, RelayedMessage answer) {
        String pod = request.text("params.pod");
        if (request.method().equals("pod/open")) {
            String opened = answer.text("result.pod");
            String session = answer.text("result.session");
            String params = request.raw("params");
            if (opened != null && session != null) {
                pods.putIfAbsent(opened, new OpenPod(params == null ? "{}" : params, session, 0,
                        "running".equals(answer.text("result.state"))));
            }
        } else if (request.method().equals("pod/close") && pod != null) {
            pods.remove(pod);
        }
    }

    /** By somebody; not by the end of the daemon, whose Pods the next one opens again. */
    private void closed(RelayedMessage told) {
        String pod = told.text("params.pod");
        if (pod != null && !isEnding) {
            pods.remove(pod);
        }
    }

    private void opened(RelayedMessage told) {
        String pod = told.text("params.pod");
        String params = told.raw("params.open");
        if (pod != null && params != null) {
            pods.computeIfPresent(pod, (id, known) -> known.openedWith(params));
        }
    }

    private void event(RelayedMessage event) {
        String pod = event.text("params.pod");
        String session = event.text("params.session");
        String happened = event.raw("params.event");
        OpenPod known = pod == null ? null : pods.get(pod);
        if (pod != null && session != null && known != null && happened != null) {
            pods.put(pod, known.after(session, OpenMessages.number(event.raw("params.seq")), happened));
        }
    }

    private void snapshot(RelayedMessage answer) {
        String told = answer.raw("result");
        if (told != null) {
            documents = told;
            journal.subList(0, asked).clear();
            journalBytes = journal.stream().mapToLong(each -> each.length).sum();
        }
        maxJournal = Math.max(LEAST_JOURNAL, 2 * journalBytes); // what was not told, or comes fast, is asked for less often
        asked = -1;
    }

    /** The request that lets the journal be short again; null when that need not be. */
    @Override
    public synchronized byte @Nullable [] dueRequest() {
        if (asked >= 0 || journalBytes < maxJournal || initialized == null) {
            return null;
        }
        asked = journal.size();
        return Wire.request(SNAPSHOT_ID, "$/documents", "{}");
    }

    @Override
    public synchronized boolean wasToEnd() {
        boolean was = isEnding;
        isEnding = false;
        return was;
    }

    @Override
    public synchronized boolean isOver() {
        return hasExited;
    }

    /** As LSP has it: 1 for an exit that no shutdown came before. */
    @Override
    public synchronized int exitCode() {
        return hasExited && !hasShutDown ? 1 : 0;
    }

    /** Whether the editor's process lives; one that could never be seen, such as in another container, is taken to. */
    @Override
    public synchronized boolean isEditorAlive() {
        return !isEditorSeen || isAlive(process());
    }

    private static boolean isAlive(long process) {
        return process != 0 && ProcessHandle.of(process).isPresent();
    }

    /** The editor's process, as it told; 0 for none. */
    private long process() {
        return initialize == null ? 0 : OpenMessages.number(initialize.raw("params.processId"));
    }

    @Override
    public synchronized List<byte[]> replay() {
        List<byte[]> all = new ArrayList<>();
        RelayedMessage first = initialize;
        String params = first == null ? null : first.raw("params");
        if (first != null) {
            all.add(messages.isUnanswered(first) ? first.json()
                    : Wire.request(OWN + "initialize\"", "initialize", params == null ? "{}" : params));
        }
        if (initialized != null) {
            all.add(initialized.json());
        }
        if (documents != null) {
            all.add(Wire.notification("$/restoreDocuments", documents));
        }
        all.addAll(folderChanges);
        all.addAll(journal);
        pods.forEach((id, pod) -> all.add(Wire.request(OWN + "pod/" + id + '"', "$/reopen",
                "{\"pod\":" + Wire.text(id) + ",\"session\":" + Wire.text(pod.session()) + ",\"lastSeq\":" + pod.seq()
                        + ",\"turnOpen\":" + pod.turnOpen() + ",\"open\":" + pod.opened() + "}")));
        messages.requestsBut(first).forEach(all::add);
        asked = -1;
        return all;
    }

    @Override
    public synchronized List<byte[]> farewells(String reason) {
        return messages.farewells(reason, REPEATABLE,
                question -> Wire.notification("$/cancelRequest", "{\"id\":" + question + "}"));
    }
}
