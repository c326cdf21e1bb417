package dev.weir.benchmarks;

import dev.weir.core.text.LiteralSearch;
import dev.weir.rules.DefaultRules;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures the search for all literals of the default rules. The unit is bytes per microsecond:
 * MB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Text.BYTES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LiteralSearchBenchmark {
  @Param public Text text = Text.SOURCE;

  private LiteralSearch search;
  private byte[] bytes;

  /** Creates the text. */
  @Setup
  public void setUp() {
    search = DefaultRules.ruleSet().literals().search();
    bytes = text.make();
  }

  /** Finds all literals of keywords and anchors. */
  @Benchmark
  public void search(Blackhole hole) {
    search.scan(
        bytes,
        0,
        bytes.length,
        (literal, start) -> {
          hole.consume(literal);
          hole.consume(start);
        });
  }
}
