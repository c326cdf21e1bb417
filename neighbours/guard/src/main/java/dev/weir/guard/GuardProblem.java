package dev.weir.guard;

import dev.weir.sops.SopsProblem;

/**
 * A problem with a file that must be encrypted.
 *
 * @param path the path relative to the top of the repository
 * @param line the line, from 1, or 0 for the file as a whole
 * @param id the id that reports use, such as {@code git-crypt-plaintext}
 * @param reason a sentence without a full stop that contains no value of the file
 * @param remedy the fix: commands to run, with the steps between them
 * @param isSevere true if a secret can be read, or if an encrypted value cannot be decrypted any
 *     more
 */
public record GuardProblem(
    String path, int line, String id, String reason, String remedy, boolean isSevere) {

  static GuardProblem of(SopsProblem problem) {
    return new GuardProblem(
        problem.path(),
        problem.line(),
        problem.kind().id(),
        problem.reason(),
        problem.remedy(),
        problem.isSevere());
  }

  /** Returns a severe problem with a file as a whole. */
  static GuardProblem severe(String path, String id, String reason, String remedy) {
    return new GuardProblem(path, 0, id, reason, remedy, true);
  }

  /** Returns the same problem in a line of the file. */
  GuardProblem at(int newLine) {
    return new GuardProblem(path, newLine, id, reason, remedy, isSevere);
  }
}
