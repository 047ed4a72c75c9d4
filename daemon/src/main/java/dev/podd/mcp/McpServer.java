package dev.podd.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One MCP server of a Pod: started when it is needed first, started again when it has ended and is needed again. Knows
 * what the server offers, from the cache or from the server itself. Safe on every thread.
 */
final class McpServer implements AutoCloseable {
    /** A call waits so long for a server that may not be started again yet. */
    private static final Duration WAIT_FOR_RESTART = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LISTS = Duration.ofSeconds(1);

    private final McpServerSettings settings;
    private final McpWorld world;
    private final RestartDelay delay; // guarded by this, as are attempt and isClosed
    private @Nullable CompletableFuture<McpConnection> attempt;
    private boolean isClosed;
    private boolean mustList; // guarded by this
    private boolean isListing; // guarded by this
    private volatile @Nullable ToolList known;
    /** Opened when it is known what the server offers, or that it cannot be asked. */
    private final CountDownLatch asked = new CountDownLatch(1);

    McpServer(McpServerSettings settings, McpWorld world) {
        this.settings = settings;
        this.world = world;
        this.delay = new RestartDelay(world.nanos());
    }

    String name() {
        return settings.name();
    }

    /** What it offers as far as that is known; null when nothing is. */
    @Nullable ToolList known() {
        return known;
    }

    /** Looks into the cache; where nothing or something old is there, starts the server in the background. */
    void begin() {
        Thread.ofVirtual().name("mcp-" + name()).start(() -> {
            ToolListCache.Known cached = world.cache().read(settings).orElse(null);
            if (cached != null) {
                known = cached.list();
                asked.countDown();
            }
            if (cached == null || !cached.isFresh()) {
                ask(cached == null);
            }
        });
    }

    private void ask(boolean isNeeded) {
        try {
            var _ = connection();
        } catch (McpException failure) {
            if (isNeeded) {
                world.warnings().accept(failure.inOneLine() + "; its tools are not there");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
        } finally {
            asked.countDown();
        }
    }

    /** Waits until it is known what the server offers, or that it cannot be asked. Returns whether it is. */
    boolean await(Duration patience) throws InterruptedException {
        return asked.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, Consumer<String> progress)
            throws InterruptedException {
        McpConnection connection = connection();
        try {
            return connection.call(tool, arguments, progress);
        } catch (McpSilent silent) {
            connection.endUnlessItAnswers();
            throw silent;
        }
    }

    McpSchema.GetPromptResult prompt(String prompt, Map<String, Object> arguments) throws InterruptedException {
        return connection().prompt(prompt, arguments);
    }

    McpSchema.ListResourcesResult resources(@Nullable String cursor) throws InterruptedException {
        return connection().resources(cursor);
    }

    McpSchema.ReadResourceResult read(String uri) throws InterruptedException {
        return connection().read(uri);
    }

    /**
     * The running server, started where it does not run.
     *
     * @throws McpException it cannot be started, or has ended so often that it is not started again yet
     */
    McpConnection connection() throws InterruptedException {
        awaitRestart();
        CompletableFuture<McpConnection> mine;
        boolean isMine = false;
        synchronized (this) {
            if (isClosed) {
                throw new McpException("MCP server " + name() + " belongs to a Pod that is closed", null);
            }
            CompletableFuture<McpConnection> last = attempt;
            isMine = last == null || isOver(last);
            mine = last == null || isMine ? new CompletableFuture<>() : last;
            attempt = mine;
        }
        if (isMine) {
            Thread.ofVirtual().name("mcp-start-" + name()).start(() -> start(mine));
        }
        return joined(mine);
    }

    private void awaitRestart() throws InterruptedException {
        Duration left;
        synchronized (this) {
            boolean runs = attempt != null && !isOver(attempt);
            left = runs ? Duration.ZERO : delay.left();
        }
        if (left.compareTo(WAIT_FOR_RESTART) > 0) {
            throw new McpException("MCP server " + name() + " has ended again and again; it is started again in "
                    + Math.max(1, left.toSeconds()) + " seconds at the earliest", null);
        }
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    private static boolean isOver(CompletableFuture<McpConnection> attempt) {
        return attempt.isDone() && (attempt.isCompletedExceptionally() || !attempt.join().isAlive());
    }

    private McpConnection joined(CompletableFuture<McpConnection> attempt) throws InterruptedException {
        try {
            return attempt.get();
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() instanceof McpException known ? known
                    : new McpException("MCP server " + name() + " could not be started", String.valueOf(e.getCause()));
        }
    }

    private void start(CompletableFuture<McpConnection> mine) {
        try {
            open(mine, world.connection(settings, this::listAgain, this::ended));
        } catch (RuntimeException | Error notMade) {
            mine.completeExceptionally(notMade);
        }
    }

    private void open(CompletableFuture<McpConnection> mine, McpConnection connection) {
        try {
            synchronized (this) {
                delay.started();
            }
            OfferCheck check = new OfferCheck();
            learned(connection.open(check), check);
            if (!mine.complete(connection) || isClosed()) {
                connection.close();
            }
        } catch (McpException failure) {
            boolean wasAlive = connection.isAlive();
            connection.close();
            if (wasAlive) {
                ended();
            }
            mine.completeExceptionally(failure);
        } catch (InterruptedException | RuntimeException | Error e) {
            connection.close();
            mine.completeExceptionally(e);
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    private synchronized void ended() {
        delay.ended();
    }

    private void learned(ToolList list, OfferCheck check) {
        if (!list.equals(known)) {
            world.cache().write(settings, list);
            check.leftOut().forEach(what -> world.warnings().accept("MCP server " + name() + " has " + what));
        }
        known = list;
        asked.countDown();
    }

    /** The server says that it has other tools. Many such words in a row lead to one question. */
    private void listAgain() {
        synchronized (this) {
            mustList = true;
            if (isListing) {
                return;
            }
            isListing = true;
        }
        Thread.ofVirtual().name("mcp-list-" + name()).start(this::listWhileNeeded);
    }

    private void listWhileNeeded() {
        try {
            while (mustListNow()) {
                OfferCheck check = new OfferCheck();
                learned(connection().list(check, settings.startLimit()), check);
                Thread.sleep(BETWEEN_LISTS);
            }
        } catch (RuntimeException failure) {
            stopListing();
            world.warnings().accept((failure instanceof McpException known ? known.inOneLine()
                    : "MCP server " + name() + " cannot be asked what it offers: " + failure)
                    + "; its tools stay as they were");
        } catch (InterruptedException e) {
            stopListing();
            Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
        }
    }

    private synchronized boolean mustListNow() {
        isListing = mustList && !isClosed;
        mustList = false;
        return isListing;
    }

    private synchronized void stopListing() {
        isListing = false;
    }

    @Override
    public void close() {
        CompletableFuture<McpConnection> last;
        synchronized (this) {
            isClosed = true;
            last = attempt;
        }
        if (last != null) {
            var _ = last.thenAccept(McpConnection::close);
        }
    }
}
