package dev.weir.benchmarks;

import dev.weir.core.detect.Detector;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import dev.weir.git.diff.LineDiff;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures texts that are made to be slow, each as one fragment. The unit is milliseconds per text:
 * when the length doubles, the time must only double. bench/adversarial.py checks this for the
 * whole program.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LengthBenchmark {
  /** The length of the text, in characters. */
  @Param({"100000", "200000"})
  public int length;

  /**
   * The piece that is repeated to make the text, on a line of its own if it ends with a semicolon.
   */
  @Param({"a", "-----BEGIN ", "key = value;", "String name = lookup(id);"})
  public String piece = "";

  private Detector detector;
  private Fragment fragment;
  private byte[] before;
  private byte[] after;

  /** Creates the texts. */
  @Setup
  public void setUp() {
    detector = DetectBenchmark.detector();
    String again = piece.endsWith(";") ? piece + "\n" : piece;
    String text = again.repeat(length / again.length());
    fragment = DetectBenchmark.fragment(Content.of(text));
    before = Content.of(text).bytes();
    after = Content.of(text.substring(0, text.length() / 2) + "\nnew\n" + text).bytes();
  }

  /** Tries all rules. */
  @Benchmark
  public void detect(Blackhole hole) {
    detector.detect(fragment, hole::consume);
  }

  /** Computes hunks. */
  @Benchmark
  public int diff() {
    return LineDiff.hunks(before, after).size();
  }
}
