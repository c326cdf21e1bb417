package dev.weir.benchmarks;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.decode.Decoder;
import dev.weir.core.text.Content;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures decoding of a text until nothing is left to decode. The unit is bytes of the text per
 * microsecond: MB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Text.BYTES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
  private static final int MOST_LAYERS = 5;

  @Param public Text text = Text.SOURCE;

  private final Decoder decoder = new Decoder();
  private List<Content> pieces;

  /** Creates the text. */
  @Setup
  public void setUp() {
    pieces = text.pieces();
  }

  /** Decodes all pieces of the text. */
  @Benchmark
  public int decode() {
    int layers = 0;
    for (Content piece : pieces) {
      DecodedText decoded = decoder.decode(piece, null);
      for (int depth = 1; decoded != null && depth < MOST_LAYERS; depth++) {
        layers++;
        decoded = decoder.decode(decoded.content(), decoded);
      }
    }
    return layers;
  }
}
