package dev.podd.bench;

import dev.podd.buffer.Buffers;
import dev.podd.buffer.Change;
import dev.podd.buffer.Document;
import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Range;
import dev.podd.buffer.Text;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a key press in a document of 10 MB costs: the change and the text as a tool then sees it, beside a plain copy of as
 * many characters. A change puts a letter anywhere, the next one takes it away again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BufferBench {
    private static final String URI = "file:///big.txt";
    private static final int LINES = 131_072;
    private static final String LINE = "x".repeat(79) + "\n";

    private final SplittableRandom random = new SplittableRandom(1);
    private final char[] plain = LINE.repeat(LINES).toCharArray();
    private final Buffers buffers = new Buffers(Clock.systemUTC());
    private Position typed = new Position(0, 0);
    private int version;

    @Setup
    public void open() {
        buffers.open(new Document(URI, "text", 0, Text.of(new String(plain))));
    }

    @Benchmark
    public Text changeAndSnapshot() {
        boolean isTyping = version % 2 == 0;
        if (isTyping) {
            typed = new Position(random.nextInt(LINES), random.nextInt(LINE.length()));
        }
        Position end = isTyping ? typed : new Position(typed.line(), typed.character() + 1);
        Document before = buffers.find(URI).orElseThrow();
        buffers.update(before.changed(++version, List.of(new Change(new Range(typed, end), isTyping ? "y" : "")),
                PositionEncoding.UTF_16));
        return buffers.find(URI).orElseThrow().text();
    }

    @Benchmark
    public char[] plainCopy() {
        return plain.clone();
    }
}
