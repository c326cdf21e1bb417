package dev.weir.verify;

import dev.weir.core.text.Content;

/**
 * A secret that is to be judged.
 *
 * @param builtInRule true if the rule is the one that comes with the program
 * @param check the name of the rule's check, or empty
 * @param match all that the rule matched
 * @param lines the lines that it stands on
 */
public record Subject(
    String ruleId,
    boolean builtInRule,
    String check,
    Content secret,
    Content match,
    Content lines) {
  /** Returns the same secret wherever it stands. */
  Subject alone() {
    return new Subject(ruleId, builtInRule, check, secret, Content.empty(), Content.empty());
  }

  /** The rule only: a secret never reaches a log by accident. */
  @Override
  public String toString() {
    return ruleId;
  }
}
