package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.ErrorData;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WireErrorsTest {
    /** No transcript shows it, since it takes half a minute there. */
    @Test
    void aFileSystemThatHangsIsSaidByItsCode() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        WorkStoppedException stopped = null;
        try {
            new PlatformWork(Duration.ofMillis(50), 1, 1).call("reading", "/mnt/a", () -> {
                never.await();
                return never;
            });
        } catch (WorkStoppedException e) {
            stopped = e;
        }
        assertThat(stopped).isNotNull();
        RpcException error = WireErrors.of(stopped).orElseThrow();
        assertThat(error.code()).isEqualTo(-32024);
        assertThat(error.data()).isEqualTo(new ErrorData.Plain("fileSystemHangs", true));
        assertThat(error).hasMessageContaining("/mnt/a");
    }
}
