package dev.weir.core.config;

import dev.weir.core.ScannerException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration is invalid; the exception lists everything that is wrong with it. */
public final class ConfigException extends ScannerException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null);
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, at least one, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
