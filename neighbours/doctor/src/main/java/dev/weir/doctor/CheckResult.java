package dev.weir.doctor;

import java.util.List;

/**
 * The result of one check.
 *
 * @param id the name of the check, for programs
 * @param about what was found, in one line
 * @param evidence the facts behind the result, one per line; never a value from a file
 * @param fix what to do, or empty
 */
public record CheckResult(
    String id, Status status, String about, List<String> evidence, String fix) {
  public CheckResult {
    evidence = List.copyOf(evidence);
  }

  /** How good or bad a result is. */
  public enum Status {
    OK,
    /** It could be better. */
    WARNING,
    /** Something leaks, or a protection does not work. */
    PROBLEM,
    /** The check was not asked for, or there is nothing to check. */
    NOT_CHECKED,
    /** The check failed to read what it needed. */
    NOT_READ
  }

  static CheckResult ok(String id, String about, String... evidence) {
    return new CheckResult(id, Status.OK, about, List.of(evidence), "");
  }

  static CheckResult notChecked(String id, String about, String fix) {
    return new CheckResult(id, Status.NOT_CHECKED, about, List.of(), fix);
  }
}
