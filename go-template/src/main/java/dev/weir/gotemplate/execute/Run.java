package dev.weir.gotemplate.execute;

import dev.weir.gotemplate.Template;
import dev.weir.gotemplate.Utf8Output;
import dev.weir.gotemplate.gostd.GoText;
import java.io.IOException;
import java.time.Clock;

/** What all templates that take part in one execution share, and the limits of it. */
public final class Run {
  /** Templates, branches and pipelines that may lie in one another; Java's stack takes no more. */
  private static final int MOST_DEPTH = 1000;

  /** More than any report needs, and some minutes of time. */
  public static final long MOST_STEPS = 500_000_000;

  private final Template template;
  private final Appendable out;
  private final Clock clock;
  private final long mostSteps;
  private int depth;
  private long steps;

  public Run(Template template, Appendable out, Clock clock, long mostSteps) {
    this.template = template;
    this.out = out;
    this.clock = clock;
    this.mostSteps = mostSteps;
  }

  Template template() {
    return template;
  }

  Clock clock() {
    return clock;
  }

  void write(String text) throws IOException {
    out.append(out instanceof Utf8Output ? text : GoText.printable(text));
  }

  /** Goes one level deeper; false if that is too deep. */
  boolean enter() {
    return ++depth <= MOST_DEPTH;
  }

  void leave() {
    depth--;
  }

  /** Counts steps; false if there were too many. */
  boolean step(int count) {
    steps += count;
    return steps <= mostSteps;
  }

  static String depthMessage() {
    return "exceeded maximum template depth (" + MOST_DEPTH + ")";
  }

  String stepsMessage() {
    return "exceeded maximum number of steps (" + mostSteps + ")";
  }
}
