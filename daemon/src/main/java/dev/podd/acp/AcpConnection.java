package dev.podd.acp;

import dev.podd.acp.wire.ConnectTypes;
import dev.podd.door.DoorConnection;
import dev.podd.jsonrpc.Cancellation;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.FaultLog;
import dev.podd.jsonrpc.LineFraming;
import dev.podd.pod.Pods;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;

/** One client of the Agent Client Protocol, from its first message to its last. */
public final class AcpConnection implements DoorConnection {
    private final Connection connection;
    private final AcpClient client;
    private final AcpSessions sessions;
    private final AcpDoor door;

    /**
     * @param in          what the client writes
     * @param out         what it reads; nobody else writes there
     * @param pods        may take its time: it is asked on the threads of requests
     * @param environment variables of the client's process, unless a relay tells others
     * @param version     of Podd
     * @param faults      where failures are logged that should not happen
     */
    public AcpConnection(InputStream in, OutputStream out, Supplier<Pods> pods, Map<String, String> environment,
            String version, FaultLog faults) {
        connection = new Connection(new LineFraming(in, out), Cancellation.ACP);
        client = new AcpClient(connection, environment);
        sessions = new AcpSessions(client, pods);
        door = new AcpDoor(client, sessions, new AcpPrompts(client, sessions, pods), version, faults);
    }

    @Override
    public boolean isEditor() {
        return client.isIntroduced();
    }

    @Override
    public void tellEnding() {
        if (client.isRelayed()) {
            connection.tell("_podd/ending", new ConnectTypes.Nothing());
        }
    }

    /** Answers until the client's input ends, which is how it leaves. */
    @Override
    public boolean run() throws InterruptedException {
        try {
            connection.run(door);
        } finally {
            sessions.close();
        }
        return true;
    }
}
