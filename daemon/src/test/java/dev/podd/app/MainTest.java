package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    @Test
    void anUnknownOptionIsAUsageError() {
        int code = new CommandLine(new Main()).setErr(new java.io.PrintWriter(java.io.Writer.nullWriter()))
                .execute("--no-such-option");

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
