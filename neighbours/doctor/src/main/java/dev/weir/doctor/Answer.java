package dev.weir.doctor;

import java.util.List;

/**
 * What a check says.
 *
 * @param id its name, for programs
 * @param about one line: what was found
 * @param evidence what it goes by, a line each; never a value of a file
 * @param fix what to do, or empty
 */
public record Answer(String id, Status status, String about, List<String> evidence, String fix) {
  public Answer {
    evidence = List.copyOf(evidence);
  }

  /** How it stands. */
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

  static Answer ok(String id, String about, String... evidence) {
    return new Answer(id, Status.OK, about, List.of(evidence), "");
  }

  static Answer notChecked(String id, String about, String fix) {
    return new Answer(id, Status.NOT_CHECKED, about, List.of(), fix);
  }
}
