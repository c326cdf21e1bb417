package dev.weir.benchmarks;

import dev.weir.git.diff.LineDiff;
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
 * Measures the computation of git's hunks between a text before and after edits. The unit is bytes
 * of the first text per microsecond: MB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Text.BYTES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DiffBenchmark {
  @Param({"SOURCE", "LOCK"})
  public Text text = Text.SOURCE;

  @Param public Edits edits = Edits.SCATTERED;

  private byte[] before;
  private byte[] after;

  /** Creates the texts. */
  @Setup
  public void setUp() {
    before = text.make();
    after = edits.of(before, 7);
  }

  /** Computes the hunks. */
  @Benchmark
  public int diff() {
    return LineDiff.hunks(before, after).size();
  }
}
