package dev.weir.verify;

import dev.weir.core.text.Content;
import java.util.List;

/**
 * A secret to verify.
 *
 * @param builtInRule true if the rule comes with the program
 * @param check the name of the rule's check, or empty
 * @param match the whole match of the rule
 * @param lines the lines that the match is on
 * @param near secrets of other findings in the same file, the nearest first; only for rules of
 *     {@link Verifier#needsNear}
 */
public record Subject(
    String ruleId,
    boolean builtInRule,
    String check,
    Content secret,
    Content match,
    Content lines,
    List<Content> near) {
  public Subject {
    near = List.copyOf(near);
  }

  /** Returns this secret with nothing of its surroundings except some values. */
  Subject with(Content values) {
    return new Subject(ruleId, builtInRule, check, secret, Content.empty(), values, List.of());
  }

  /** Returns only the rule, so that the secret never reaches a log by accident. */
  @Override
  public String toString() {
    return ruleId;
  }
}
