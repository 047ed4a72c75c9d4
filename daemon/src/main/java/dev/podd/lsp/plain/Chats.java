package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import dev.podd.workspace.ChatFolder;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The chats of one editor, by the URI of their files. Safe on every thread. */
final class Chats {
    private final LanguageClient client;
    private final Map<String, ChatTurn> running = new ConcurrentHashMap<>();

    /** Files that are sent as soon as they are open. */
    private final Set<Path> sendWhenOpen = ConcurrentHashMap.newKeySet();

    Chats(LanguageClient client) {
        this.client = client;
    }

    /**
     * Sends what stands under the last heading of a chat file; while an answer to it is under way, what was written behind
     * that. Returns at once.
     */
    void send(String uri) {
        ChatTurn turn = new ChatTurn(client, uri, false);
        for (ChatTurn now = running.putIfAbsent(uri, turn); now != null; now = running.putIfAbsent(uri, turn)) {
            if (now.sendMore()) {
                return;
            }
            running.remove(uri, now);
        }
        start("podd.send", uri, turn);
    }

    private void start(String what, String uri, ChatTurn turn) {
        client.start(what, () -> {
            try {
                turn.run();
            } finally {
                boolean hasMore = turn.end();
                running.remove(uri, turn);
                client.refresh();
                if (hasMore) {
                    send(uri);
                }
            }
        });
    }

    /**
     * Makes a new chat file and shows it. Returns at once.
     *
     * @param about   what is quoted in it
     * @param message what is sent as soon as the file is open; empty for nothing
     */
    void create(Optional<SelectedText> about, String message) {
        client.start("podd.chat", () -> {
            Path folder = about.map(SelectedText::uri).map(client::folder).or(client::folder).orElse(null);
            if (folder == null) {
                client.say(Loudness.WARNING, "No chat: no folder is open in the editor.");
                return;
            }
            String quote = about.map(what -> what.quoted(client.file(what.uri()).map(file -> within(folder, file))))
                    .orElse("");
            Path file = new ChatFolder(folder).create("chat", ChatFile.ENDING,
                    ChatFile.empty(message.isEmpty() ? quote : message + "\n\n" + quote));
            if (!message.isEmpty()) {
                sendWhenOpen.add(file);
            }
            client.show(FileUris.file(file), "The chat");
        });
    }

    private boolean endsInAnswer(String uri) {
        return client.document(uri).map(open -> new ChatFile(open.text().toString()))
                .filter(file -> file.endsInAnswer() && file.session() != null).isPresent();
    }

    private static Path within(Path folder, Path file) {
        return file.startsWith(folder) ? folder.relativize(file) : file;
    }

    /** Ends the answer to a chat; false when there is none under way. */
    boolean stop(String uri) {
        Optional<ChatTurn> turn = Optional.ofNullable(running.get(uri));
        turn.ifPresent(ChatTurn::stop);
        return turn.isPresent();
    }

    /** Ends all answers; false when there is none under way. */
    boolean stopAll() {
        List<ChatTurn> all = List.copyOf(running.values());
        all.forEach(ChatTurn::stop);
        return !all.isEmpty();
    }

    /** Whether an answer is under way. */
    boolean isRunning(String uri) {
        return running.containsKey(uri);
    }

    /** Where something stands behind an answer under way that was not sent yet: an offset in a chat file. */
    OptionalInt unsent(Document file) {
        ChatTurn turn = running.get(file.uri());
        return turn == null ? OptionalInt.empty() : turn.unsent(file.text().toString());
    }

    /** A document was opened in the editor. Returns at once. */
    void opened(String uri) {
        ChatTurn turn = running.get(uri);
        if (turn != null) {
            turn.opened();
        }
        if (client.file(uri).filter(sendWhenOpen::remove).isPresent()) {
            send(uri);
        } else if (ChatFile.isNamed(uri) && endsInAnswer(uri)) {
            ChatTurn rest = new ChatTurn(client, uri, true);
            if (running.putIfAbsent(uri, rest) == null) {
                start("The rest of the answer in " + ChatFile.name(uri), uri, rest);
            }
        }
    }
}
