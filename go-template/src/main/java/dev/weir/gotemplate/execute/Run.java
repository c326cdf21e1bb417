package dev.weir.gotemplate.execute;

import dev.weir.gotemplate.parse.ParsedTemplate;
import dev.weir.gotemplate.value.TemplateException;
import dev.weir.gotemplate.value.Values;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** One execution of a template, with its output, its clock and its limits. */
public final class Run {
  /** How deeply templates, branches and pipelines can be nested; Java's stack bounds it. */
  private static final int MOST_DEPTH = 1000;

  /** More steps than any report needs; they take some minutes. */
  static final long MOST_STEPS = 500_000_000;

  private final ParsedTemplate template;
  private final Output out;
  private final Clock clock;
  private final long mostSteps;
  private int depth;
  private long steps;

  /** Receives the text. */
  public interface Output {
    /** Writes text, in which lone surrogates hold bytes that belong to no character. */
    void write(String text) throws IOException;
  }

  /**
   * Prepares a run.
   *
   * @param clock the clock and time zone of the date functions
   */
  public Run(ParsedTemplate template, Output out, Clock clock) {
    this(template, out, clock, MOST_STEPS);
  }

  /** Prepares a run that stops after {@code mostSteps} steps. */
  Run(ParsedTemplate template, Output out, Clock clock, long mostSteps) {
    this.template = template;
    this.out = out;
    this.clock = clock;
    this.mostSteps = mostSteps;
  }

  /** Executes the template with {@code data} as its dot. Call it once. */
  public void execute(@Nullable Object data) throws TemplateException, IOException {
    Object dot = Values.of(data);
    new Execution(this, template.name(), dot).walk(dot, template.tree(template.name()));
  }

  ParsedTemplate template() {
    return template;
  }

  Clock clock() {
    return clock;
  }

  void write(String text) throws IOException {
    out.write(text);
  }

  /** Goes one level deeper; returns false if that is too deep. */
  boolean enter() {
    return ++depth <= MOST_DEPTH;
  }

  void leave() {
    depth--;
  }

  /** Counts steps; returns false if there were too many. */
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
