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
 * Texts that are made to hurt, as one fragment. The unit is milliseconds a text: when the length
 * doubles, time must double. bench/adversarial.py shows the same of the whole program.
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

  /** What the text is made of, again and again; a line of its own if it ends with a semicolon. */
  @Param({"a", "-----BEGIN ", "key = value;", "String name = lookup(id);"})
  public String piece = "";

  private Detector detector;
  private Fragment fragment;
  private byte[] before;
  private byte[] after;

  /** Makes the texts. */
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
