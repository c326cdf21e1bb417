package dev.weir.benchmarks;

import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.source.Fragment;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures all work of the default rules on a text, including decoding. The unit is bytes per
 * microsecond: MB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Text.BYTES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DetectBenchmark {

  @Param public Text text = Text.SOURCE;

  private Detector detector;
  private List<Fragment> fragments;

  static Detector detector() {
    return new Detector(new RuleIndex(DefaultRules.ruleSet()), DetectOptions.defaults());
  }

  static Fragment fragment(Content content) {
    return new Fragment("src/Service.java", "", content, 1, null);
  }

  /** Creates the text. */
  @Setup
  public void setUp() {
    detector = detector();
    fragments = text.pieces().stream().map(DetectBenchmark::fragment).toList();
  }

  /** Tries all rules. */
  @Benchmark
  public void detect(Blackhole hole) {
    for (Fragment fragment : fragments) {
      detector.detect(fragment, hole::consume);
    }
  }
}
