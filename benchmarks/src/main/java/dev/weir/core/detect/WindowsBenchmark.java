package dev.weir.core.detect;

import dev.weir.benchmarks.Text;
import dev.weir.core.text.Content;
import dev.weir.rules.DefaultRules;
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
 * Measures which of the default rules can match in a text, and in which windows; no pattern is
 * tried. The unit is bytes per microsecond: MB/s. It is in this package because the measured class
 * is not public.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Text.BYTES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WindowsBenchmark {
  @Param public Text text = Text.SOURCE;

  private CandidateRules candidates;
  private List<Content> pieces;

  /** Creates the text. */
  @Setup
  public void setUp() {
    candidates = new CandidateRules(new RuleIndex(DefaultRules.ruleSet()));
    pieces = text.pieces();
  }

  /** Finds the rules and windows for all pieces of the text. */
  @Benchmark
  public int windows() {
    int rules = 0;
    for (Content piece : pieces) {
      candidates.look(piece);
      rules += candidates.count();
    }
    return rules;
  }
}
