package dev.weir.doctor;

import java.util.List;

/**
 * The result of one check of a repository.
 *
 * @param id its name, for programs
 * @param about one line: what was found
 * @param evidence what the result is based on, a line each; never a value of a file
 * @param fix what to do, or empty
 */
public record CheckResult(
    String id, Status status, String about, List<String> evidence, String fix) {
  public CheckResult {
    evidence = List.copyOf(evidence);
  }

  /** Whether something has to be done. */
  public enum Status {
    OK,
    /** It could be better. */
    WARNING,
    /** Something leaks, or what should stop a leak does not work. */
    PROBLEM,
    /** Nobody asked for it, or there is nothing to check. */
    NOT_CHECKED,
    /** It was to be checked and could not be. */
    NOT_READ
  }

  static CheckResult ok(String id, String about, String... evidence) {
    return new CheckResult(id, Status.OK, about, List.of(evidence), "");
  }

  static CheckResult notChecked(String id, String about, String fix) {
    return new CheckResult(id, Status.NOT_CHECKED, about, List.of(), fix);
  }
}
