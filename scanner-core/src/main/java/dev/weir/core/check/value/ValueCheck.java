package dev.weir.core.check.value;

import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/** Recognises, from a value and the text around it, that the value is not a live secret. */
@FunctionalInterface
public interface ValueCheck {
  /**
   * Returns why the value is dismissed, or null if it may be a secret.
   *
   * @param secret what the rule's group matched
   * @param match all that the rule matched
   * @return a lower-case clause that contains nothing of the value, such as {@code "its checksum is
   *     wrong"}
   */
  @Nullable String dismissal(Content secret, Content match);

  /**
   * Judges the value in its place. A check that only needs the value does not have to implement
   * this method.
   *
   * @param secret what the rule's group matched
   * @param match all that the rule matched
   * @param where the file and the text around the match
   */
  default Judgement judge(Content secret, Content match, Surroundings where) {
    return Judgement.ofDismissal(dismissal(secret, match));
  }

  /**
   * Returns true if a document of the provider, its source or a standard defines what the check
   * computes. A value that fails another check may be a secret all the same, so no default rule
   * drops it.
   */
  default boolean isDefinedByProvider() {
    return true;
  }
}
