package dev.weir.benchmarks;

import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.diff.LineDiff;
import dev.weir.core.finding.Links;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import dev.weir.rules.DefaultRules;
import java.util.ArrayList;
import java.util.List;
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

/**
 * Time to try the default rules on a text, and to compare it with a changed one. When the length
 * doubles, time must double, for texts that are made to hurt as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DetectBenchmark {
  /** The length of the text, in characters. */
  @Param({"100000", "200000"})
  public int length;

  /** What the text is made of, again and again. */
  @Param({"a", "-----BEGIN ", "key = value;\n", "String name = lookup(id);\n"})
  public String piece = "";

  private Detector detector;
  private Fragment fragment;
  private byte[] before;
  private byte[] after;

  /** Makes the texts. */
  @Setup
  public void setUp() {
    detector =
        new Detector(
            new RuleIndex(DefaultRules.ruleSet()),
            new DetectOptions(5, 0, false, 0, List.of(), false, Links.NONE));
    String text = piece.repeat(length / piece.length());
    fragment = new Fragment("f.txt", "", Content.of(text), 1, null);
    before = Content.of(text).bytes();
    after = Content.of(text.substring(0, text.length() / 2) + "\nnew\n" + text).bytes();
  }

  /** Tries all rules. */
  @Benchmark
  public int detect() {
    List<Object> found = new ArrayList<>();
    detector.detect(fragment, found::add);
    return found.size();
  }

  /** Computes hunks. */
  @Benchmark
  public int diff() {
    return LineDiff.hunks(before, after).size();
  }
}
