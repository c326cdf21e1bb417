package dev.weir.verify;

import dev.weir.core.text.Content;

/**
 * A secret to verify.
 *
 * @param builtInRule true if the rule comes with the program
 * @param check the name of the rule's check, or empty
 * @param match the whole match of the rule
 * @param lines the lines that the match is on
 */
public record Subject(
    String ruleId,
    boolean builtInRule,
    String check,
    Content secret,
    Content match,
    Content lines) {
  /** Returns this secret without its surroundings, so that equal secrets are equal. */
  Subject alone() {
    return new Subject(ruleId, builtInRule, check, secret, Content.empty(), Content.empty());
  }

  /** Returns only the rule, so that the secret never reaches a log by accident. */
  @Override
  public String toString() {
    return ruleId;
  }
}
