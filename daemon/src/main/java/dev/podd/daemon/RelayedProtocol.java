package dev.podd.daemon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an editor and a daemon speak, and what they have said, as far as another daemon has to be told it when this one has
 * ended. Safe on every thread.
 */
public interface RelayedProtocol {
    /** Cuts what is read into messages. */
    Cutter cutter(Cutter.Sink sink);

    /** A message as it is sent. */
    byte[] framed(byte[] body);

    /** What the daemon is told first: an object of these members, as JSON text without braces. */
    byte[] attachment(String members);

    /**
     * What the person is told.
     *
     * @param type LSP's MessageType
     * @return null where the protocol has no such message
     */
    byte @Nullable [] shown(int type, String message);

    /**
     * Notes a message of the editor.
     *
     * @return whether the daemon is to get it: not the answer to what an earlier daemon asked
     */
    boolean said(RelayedMessage message);

    /**
     * Notes a message of the daemon.
     *
     * @return whether the editor is to get it: not the answer to what the relay asked
     */
    boolean heard(RelayedMessage message);

    /** A request of the relay's own that is due; null for none. */
    byte @Nullable [] dueRequest();

    /** Whether the daemon had said that it ends; asked once for each. */
    boolean wasToEnd();

    /** Whether the editor has said that it goes. */
    boolean isOver();

    /** Whether the editor's process lives, as far as that is known. */
    boolean isEditorAlive();

    /** Of the relay. */
    int exitCode();

    /** What another daemon is told first: all that it has to know, and the requests without an answer that are left. */
    List<byte[]> replay();

    /**
     * What the editor is told when a daemon has ended: its questions are withdrawn, requests that no other daemon can
     * answer are refused.
     */
    List<byte[]> farewells(String reason);
}
